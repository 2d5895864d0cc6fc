import CommandLineSupport
import OpenAPISyntax

/// `seedream completion`: scripts with which shells complete command lines.
enum Completion {
  static let shells = ["bash", "zsh", "fish"]

  static func run(_ arguments: CommandArguments) throws(CommandError) {
    let shell = arguments.positional.first ?? ""
    switch shell {
    case "bash": Console.write(bash, to: 1)
    case "zsh": Console.write(zsh, to: 1)
    case "fish": Console.write(fish, to: 1)
    default:
      let near = NearestName.nearest(to: shell, among: shells).map { "Did you mean \($0)?" }
      throw CommandError.usage("There is no completion for '\(shell)'. \(near ?? "There are bash, zsh and fish.")")
    }
  }

  private static func values(of option: CommandSyntax.Option) -> [String]? {
    option.name == "--service" ? ["tensorslab", "onerouter", "novita"] : nil
  }

  private static var commands: String { (Commands.all.map(\.name) + ["--help", "--version"]).joined(separator: " ") }

  static var bash: String {
    var text = """
      # bash completion for seedream; put into ~/.bashrc: source <(seedream completion bash)
      _seedream() {
        local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
        COMPREPLY=()
        if [ "$COMP_CWORD" -eq 1 ]; then
          COMPREPLY=($(compgen -W '\(commands)' -- "$word"))
          return
        fi
        case $before in
          --service) COMPREPLY=($(compgen -W 'tensorslab onerouter novita' -- "$word")); return ;;
        esac
        case "$word" in
          -*) ;;
          *)
            [ "${COMP_WORDS[1]}" = completion ] && COMPREPLY=($(compgen -W 'bash zsh fish' -- "$word"))
            return ;;
        esac
        case "${COMP_WORDS[1]}" in

      """
    for command in Commands.all {
      let options = command.allOptions.map(\.name).joined(separator: " ")
      text += "    \(command.name)) COMPREPLY=($(compgen -W '\(options)' -- \"$word\")) ;;\n"
    }
    return text + """
        esac
      }
      complete -o default -F _seedream seedream

      """
  }

  static var zsh: String {
    var text = """
      #compdef seedream
      # zsh completion for seedream; put into ~/.zshrc, behind compinit: source <(seedream completion zsh)
      _seedream() {
        local -a commands
        commands=(

      """
    for command in Commands.all {
      text += "    \(ShellText.quoted("\(command.name):\(zshEscaped(command.summary))"))\n"
    }
    text +=
      "  )\n  if (( CURRENT == 2 )); then\n    _describe command commands\n    return\n  fi\n  case $words[2] in\n"
    for command in Commands.all {
      text += "    \(command.name)) shift words; (( CURRENT-- )); _arguments -s"
      for option in command.allOptions {
        var spec = (option.repeats ? "*" : "") + option.name + "[\(zshEscaped(option.help))]"
        if let value = option.value {
          let action = values(of: option).map { "(\($0.joined(separator: " ")))" } ?? "_files"
          spec += ":\(zshEscaped(value)):\(action)"
        }
        text += " \\\n      \(ShellText.quoted(spec))"
      }
      let argument = command.name == "completion" ? "*:shell:(\(shells.joined(separator: " ")))" : "*:argument:_files"
      text += " \\\n      \(ShellText.quoted(argument)) ;;\n"
    }
    return text + "  esac\n}\ncompdef _seedream seedream\n"
  }

  /// A text for `_arguments`, to which colons and brackets have a meaning.
  private static func zshEscaped(_ text: String) -> String { ShellText.escaped(text, [":", "[", "]", "\\"]) }

  static var fish: String {
    var text = "# fish completion for seedream; put into ~/.config/fish/completions/seedream.fish\n"
    for command in Commands.all {
      text += "complete -c seedream -n __fish_use_subcommand -f -a \(command.name) -d \(fishQuoted(command.summary))\n"
    }
    text += "complete -c seedream -n __fish_use_subcommand -l version -d 'Show the version.'\n"
    for command in Commands.all {
      for option in command.allOptions {
        var line =
          "complete -c seedream -n '__fish_seen_subcommand_from \(command.name)' -l \(option.name.dropFirst(2))"
        if option.value != nil { line += " -r" }
        if let values = values(of: option) { line += " -f -a '\(values.joined(separator: " "))'" }
        text += line + " -d \(fishQuoted(option.help))\n"
      }
    }
    return text
      + "complete -c seedream -n '__fish_seen_subcommand_from completion' -f -a '\(shells.joined(separator: " "))'\n"
  }

  private static func fishQuoted(_ text: String) -> String { "'\(ShellText.escaped(text, ["'", "\\"]))'" }
}
