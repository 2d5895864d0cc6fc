import Seedream

/// The commands of `seedream`.
enum Commands {
  typealias Option = CommandSyntax.Option

  private static let output = Option(
    name: "--output", value: "DIR|FILE|TEMPLATE",
    help: "Where to save pictures; missing folders are created. Default: the current folder.")
  private static let sidecar = Option(
    name: "--sidecar", value: nil, help: "Write how each picture was made beside it, as <picture>.json.")
  private static let show = Option(
    name: "--show", value: nil,
    help: "Show pictures in the terminal, if it supports iTerm2's or kitty's images or sixel.")
  private static let noWait = Option(
    name: "--no-wait", value: nil, help: "End when the service has accepted the task, and print the task's ID.")
  private static let dryRun = Option(
    name: "--dry-run", value: nil, help: "Show what would be sent, without the key; send nothing.")
  private static let events = Option(
    name: "--events", value: nil, help: "Print each event as a JSON object on a line of its own.")
  private static let sandboxed = Option(
    name: "--sandbox", value: nil, help: "Try it without key, network or cost: the service is simulated.")
  private static let jobs = Option(
    name: "--jobs", value: "N", help: "How many run at once, at each service. Default: 4.")
  private static let templates = """
    TEMPLATE: a name with {task}, {n} (the picture's number), {seed}, {model}, {prompt}, {date} or {request} (the
      number in a batch), such as pictures/{date}/{prompt}-{n}. FILE: a name with a picture's extension, such as cat.png.
      No file is ever overwritten.
    """
  private static let json = Option(name: "--json", value: nil, help: "Print the result as JSON.")
  private static let quiet = Option(
    name: "--quiet", value: nil,
    help: "Print no progress and no warnings, only errors and what would be lost otherwise.")
  private static let timeout = Option(
    name: "--timeout", value: "SECONDS",
    help: "How long to wait until the service accepts the request, and then for its pictures. Default: 300.")
  private static let service = Option(
    name: "--service", value: "NAME", help: "tensorslab, onerouter or novita. Default: the one whose key is set.")

  private static let statuses = """
    Exit status: 0 pictures saved, 1 the service refused or failed (or the disk is full), 2 wrong usage
    (also an unusable picture or folder), 3 network, 4 time is up but the task continues, 130 interrupted.
    """
  /// The options of a request.
  private static let requestOptions = [
    service,
    Option(name: "--model", value: "NAME", help: "The service's model; `seedream models` lists them."),
    Option(name: "--size", value: "SIZE", help: "2K, 16:9, 2048x2048 or a name, depending on the model."),
    Option(name: "--count", value: "N", help: "How many pictures. Default: 1."),
    Option(name: "--image", value: "FILE|URL", help: "A picture to work from; may be repeated.", repeats: true),
    Option(name: "--seed", value: "N", help: "Makes results repeatable, if the model takes seeds."),
  ]

  static let generate = CommandSyntax(
    name: "generate", summary: "Draws pictures and saves them.", arguments: ["PROMPT"], alternative: "--prompt-file",
    options: [
      Option(name: "--prompt-file", value: "FILE", help: "Take the prompt from a file.")
    ] + requestOptions + [
      output, sidecar, show, noWait, dryRun, sandboxed, timeout, json, events, quiet,
    ],
    notes: """
      With - as PROMPT it is read from standard input.
      \(templates)
      Keys: TENSORSLAB_API_KEY, ONEROUTER_API_KEY, NOVITA_API_KEY, or the path of a file with the key in a variable
      with _FILE behind that name; for TensorsLab also ~/.tensorslab/.env, if no other key is set. Other addresses:
      TENSORSLAB_BASE_URL, ONEROUTER_BASE_URL, NOVITA_BASE_URL.
      Paths of saved pictures go to standard output, everything else to standard error.

      \(statuses)
      """)

  static let batch = CommandSyntax(
    name: "batch", summary: "Draws the pictures of many requests; run again, it continues where it stopped.",
    arguments: ["FILE|-"],
    options: [jobs] + requestOptions + [
      output, sidecar, show, noWait, dryRun, sandboxed, timeout, json, events, quiet,
    ],
    notes: """
      FILE, or standard input for -, has a request on each line: a prompt, or a JSON object with any of prompt,
      service, model, size, count, references, seed and watermark. Options apply to lines that don't say otherwise.
      Each result is a line on standard output: the request's number and the paths; with --json an object.
      After --no-wait the same command without it fetches the pictures.
      \(templates)
      The file .FILE.seedream-batch in the output's folder records what is saved, so that each line of FILE is drawn
      once for that folder. Remove it to draw, and pay for, all of them again.

      \(statuses)
      """)

  static let resume = CommandSyntax(
    name: "resume", summary: "Fetches the pictures of tasks submitted earlier, also after a crash.",
    arguments: ["TASK"], repeatsLast: true, alternative: "--all",
    options: [
      Option(name: "--all", value: nil, help: "Every task that `seedream tasks` lists, or that of --service."),
      Option(
        name: "--for", value: "UNKNOWN",
        help: "The submission without a response to which the task belongs, as `seedream tasks` lists it."),
      jobs,
      output, sidecar, show, service, timeout, json, events, quiet,
    ],
    notes: """
      `seedream tasks` lists what is not fetched yet. TASK can also be a task of another machine: its service is the one
      of --service, or the one whose key is set.

      Exit status: as for `seedream generate`.
      """)

  static let tasks = CommandSyntax(
    name: "tasks", summary: "Lists the tasks whose pictures are not saved yet.", arguments: [],
    options: [
      Option(
        name: "--forget", value: "TASK", help: "Remove a task from the list for good; may be repeated.", repeats: true),
      Option(
        name: "--delete", value: "TASK", help: "Have the service delete a task with its pictures; may be repeated.",
        repeats: true),
      service, json,
    ],
    notes: "The list is kept in $XDG_STATE_HOME/seedream, otherwise in the usual folder of this system.")

  static let models = CommandSyntax(
    name: "models", summary: "Lists services, models, sizes and limits, and where each is documented.", arguments: [],
    options: [Option(name: "--service", value: "NAME", help: "Only this service."), json], notes: "")

  static let sandbox = CommandSyntax(
    name: "sandbox", summary: "Serves the three APIs on this machine until stopped: no key, no network, no cost.",
    arguments: [],
    options: [
      Option(name: "--port", value: "N", help: "The port. Default: a free one."),
      Option(name: "--fault", value: "FAULT", help: "A fault to simulate; may be repeated.", repeats: true),
      Option(name: "--rate-limit", value: "N", help: "Accept at most N submissions per second; others get HTTP 429."),
      Option(name: "--state", value: "FILE", help: "Keep tasks in a file, across restarts."),
    ],
    notes: "")

  static let completion = CommandSyntax(
    name: "completion", summary: "Prints the completion script for a shell.", arguments: ["bash|zsh|fish"],
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
