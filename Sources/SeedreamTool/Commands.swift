import Seedream

/// The commands of `seedream`.
enum Commands {
  typealias Option = CommandSyntax.Option

  private static let output = Option(
    name: "--output", value: "DIR|FILE|TEMPLATE", help: "Where pictures go; folders are made. Default: here.")
  private static let sidecar = Option(
    name: "--sidecar", value: nil, help: "Write what made a picture beside it, as <picture>.json.")
  private static let show = Option(
    name: "--show", value: nil, help: "Show pictures in the terminal, where it knows iTerm2's, kitty's or sixel.")
  private static let noWait = Option(
    name: "--no-wait", value: nil, help: "End when the service has the task, and print the task's name.")
  private static let dryRun = Option(
    name: "--dry-run", value: nil, help: "Show what would go out, without the key; send nothing.")
  private static let events = Option(name: "--events", value: nil, help: "What happens, one JSON object a line.")
  private static let sandboxed = Option(
    name: "--sandbox", value: nil, help: "Try it without key, network or cost: the service runs inside.")
  private static let jobs = Option(
    name: "--jobs", value: "N", help: "How many at once, at each service. Default: 4.")
  private static let templates = """
    TEMPLATE: a name with {task}, {n} (the picture's number), {seed}, {model}, {prompt}, {date} or {request} (the
      number in a batch), as pictures/{date}/{prompt}-{n}. FILE: a name with a picture's ending, as cat.png.
      No file is ever overwritten.
    """
  private static let json = Option(name: "--json", value: nil, help: "One JSON object on standard output.")
  private static let quiet = Option(
    name: "--quiet", value: nil, help: "No progress, no warnings; only errors and what would else be lost.")
  private static let timeout = Option(
    name: "--timeout", value: "SECONDS",
    help: "How long to wait until the service takes the request, and then for its pictures. Default: 300.")
  private static let service = Option(
    name: "--service", value: "NAME", help: "tensorslab, onerouter or novita. Default: the one whose key is set.")

  private static let statuses = """
    Exit status: 0 pictures saved, 1 the service refused or failed (or the disk is full), 2 wrong usage
    (also an unusable picture or folder), 3 network, 4 time is up but the task lives on, 130 interrupted.
    """
  /// What is to be drawn.
  private static let drawing = [
    service,
    Option(name: "--model", value: "NAME", help: "The service's model; `seedream models` lists them."),
    Option(name: "--size", value: "SIZE", help: "2K, 16:9, 2048x2048 or a name; what fits depends on the model."),
    Option(name: "--count", value: "N", help: "How many pictures. Default: 1."),
    Option(name: "--image", value: "FILE|URL", help: "A picture to work from; may be repeated.", repeats: true),
    Option(name: "--seed", value: "N", help: "Makes results repeatable where the model knows seeds."),
  ]

  static let generate = CommandSyntax(
    name: "generate", summary: "Draws pictures and saves them.", arguments: ["PROMPT"], alternative: "--prompt-file",
    options: [
      Option(name: "--prompt-file", value: "FILE", help: "Take the prompt from a file.")
    ] + drawing + [
      output, sidecar, show, noWait, dryRun, sandboxed, timeout, json, events, quiet,
    ],
    notes: """
      PROMPT is - for standard input.
      \(templates)
      Keys: TENSORSLAB_API_KEY, ONEROUTER_API_KEY, NOVITA_API_KEY, or a file's name in the same with _FILE; for
      TensorsLab also ~/.tensorslab/.env where nothing else is set. Other addresses: the same with _BASE_URL.
      Paths of saved pictures go to standard output, everything else to standard error.

      \(statuses)
      """)

  static let batch = CommandSyntax(
    name: "batch", summary: "Draws the pictures of many requests; run again, goes on where it stopped.",
    arguments: ["FILE|-"],
    options: [jobs] + drawing + [
      output, sidecar, show, noWait, dryRun, sandboxed, timeout, json, events, quiet,
    ],
    notes: """
      FILE, or standard input for -, has a request a line: a prompt, or a JSON object with any of prompt, service,
      model, size, count, references, seed and watermark. Options hold for lines that say nothing else.
      A result a line goes to standard output as it comes: the request's number and the paths; with --json an object.
      After --no-wait the same command without it fetches the pictures.
      \(templates)
      What is saved is remembered in .FILE.seedream-batch in the output's folder: equal requests of FILE are drawn once
      for that folder, as often as they stand in it. Remove that file to have all drawn, and paid for, again.

      \(statuses)
      """)

  static let resume = CommandSyntax(
    name: "resume", summary: "Fetches the pictures of tasks submitted earlier, also after a crash.",
    arguments: ["TASK"], repeatsLast: true, alternative: "--all",
    options: [
      Option(name: "--all", value: nil, help: "Every task that `seedream tasks` lists, or that of --service."),
      Option(
        name: "--for", value: "UNKNOWN", help: "The submission without a response that it came of, as tasks lists it."),
      jobs,
      output, sidecar, show, service, timeout, json, events, quiet,
    ],
    notes: """
      `seedream tasks` lists what is not fetched yet. A task of another machine can be named too: its service is
      then taken from --service or from the key that is set.

      Exit status: as for `seedream generate`.
      """)

  static let tasks = CommandSyntax(
    name: "tasks", summary: "Lists the tasks whose pictures are not saved yet.", arguments: [],
    options: [
      Option(
        name: "--forget", value: "TASK", help: "Take a task off the list for good; may be repeated.", repeats: true),
      Option(
        name: "--delete", value: "TASK", help: "Have the service delete a task with its pictures; may be repeated.",
        repeats: true),
      service, json,
    ],
    notes: "The journal is in $XDG_STATE_HOME/seedream, else in the usual folder of this system.")

  static let models = CommandSyntax(
    name: "models", summary: "Lists services, models, sizes and limits, and where each is documented.", arguments: [],
    options: [Option(name: "--service", value: "NAME", help: "Only this service."), json], notes: "")

  static let sandbox = CommandSyntax(
    name: "sandbox", summary: "Serves the three APIs on this machine until stopped: no key, no network, no cost.",
    arguments: [],
    options: [
      Option(name: "--port", value: "N", help: "The port. Default: a free one."),
      Option(name: "--fault", value: "FAULT", help: "Something to go wrong; may be repeated.", repeats: true),
      Option(name: "--rate-limit", value: "N", help: "Take at most N submissions a second; more get HTTP 429."),
      Option(name: "--state", value: "FILE", help: "Remember tasks there, also across restarts."),
    ],
    notes: "")

  static let completion = CommandSyntax(
    name: "completion", summary: "Prints what a shell needs to complete command lines.", arguments: ["bash|zsh|fish"],
    options: [], notes: "For example, in ~/.bashrc: source <(seedream completion bash)")

  static let all = [generate, batch, resume, tasks, models, sandbox, completion]

  /// The page of `seedream --help`.
  static var page: String {
    var text =
      "Pictures from TensorsLab, OneRouter and Novita in one command.\n\nUsage: seedream COMMAND …\n\nCommands:\n"
    let labels = all.map { ([$0.name] + $0.arguments).joined(separator: " ") }
    let width = labels.map(\.count).max() ?? 0
    for (command, label) in zip(all, labels) {
      text += "  \(label)\(String(repeating: " ", count: width - label.count))  \(command.summary)\n"
    }
    return text + """

      Try it:  seedream generate "a lighthouse at dusk" --sandbox
      More:    seedream COMMAND --help

      """
  }
}
