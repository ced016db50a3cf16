package dev.twinloop.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The completion script of a command: two tables, made from the same annotations as its help, and a
 * function that reads the line by them. Where the name of a file belongs, that function offers
 * nothing, and {@code -o default} lets the shell offer its files, quoted as it likes them.
 */
final class CompletionScript {
  /** Stands in the tables for names of files. */
  private static final String FILES = "/";

  /** Labels of texts that are no names of files. */
  private static final Set<String> OTHER_TEXTS = Set.of("ID", "HEX", "ADDRESS", "COMMAND");

  /** Stands for any number of them. */
  private static final int MOST_OPERANDS = 1 << 20;

  private static final String FUNCTION =
      """

      # bash cuts --option=value into three words, and a:b too. zsh does not.
      _complete_twinloop() {
        [ -z "${ZSH_VERSION-}" ] || emulate -L ksh
        local option= last= prefix= word= ended= chosen= seen=0 at=1 IFS=$' \\t\\n'
        local below= alone= valued= operands= most= values=
        COMPREPLY=()
        _twinloop_command ''
        while [ "$at" -lt "$COMP_CWORD" ]; do
          word=${COMP_WORDS[$at]}
          at=$((at + 1))
          case $word in
            [=:] | [=:][=:])
              option=${option:-$last}
              continue
              ;;
          esac
          last=$option
          option=
          [ -z "$last" ] || continue # the value of an option
          case $ended$word in
            --) ended=yes ;;
            -?*)
              case " $valued " in
                *" $word "*) option=$word ;;
              esac
              ;;
            *)
              case "$ended$seen  $below " in
                "0 "*" $word "*)
                  chosen=${chosen:+$chosen }$word
                  _twinloop_command "$chosen"
                  ;;
                *) seen=$((seen + 1)) ;;
              esac
              ;;
          esac
        done
        word=${COMP_WORDS[$COMP_CWORD]}
        case $word in
          [=:] | [=:][=:])
            option=${option:-$last}
            word=
            ;;
          --*=*)
            if [ -z "$option$ended" ]; then
              option=${word%%=*}
              prefix=$option=
              word=${word#*=}
            fi
            ;;
        esac
        case $option,$ended$word in
          -*) _twinloop_values "$chosen $option" ;;
          ,-*) values="$alone $valued" ;;
          *)
            [ "$seen" -ge "$most" ] || values=$operands
            [ "$seen" -gt 0 ] || [ -z "$below" ] || values="$below ${values%/}"
            ;;
        esac
        case $values in
          /)
            [ -z "$prefix" ] || for word in "$word"*; do
              [ ! -e "$word" ] || COMPREPLY+=("$prefix$word")
            done
            return 0
            ;;
          ,*)
            values=${values#,}
            case $word in
              *,*)
                prefix=$prefix${word%,*},
                word=${word##*,}
                ;;
            esac
            ;;
        esac
        COMPREPLY=($(compgen -P "$prefix" -W "$values" -- "$word"))
        [ -n "${ZSH_VERSION-}" ] || compopt +o default 2>/dev/null
        return 0
      }

      if [ -n "${ZSH_VERSION-}" ]; then
        command -v compdef >/dev/null || { autoload -Uz compinit && compinit; }
        autoload -Uz bashcompinit && bashcompinit
      fi
      complete -o default -F _complete_twinloop twinloop
      """;

  private final StringBuilder commands = new StringBuilder();

  /** Options with their command before them, by what they take. */
  private final Map<String, List<String>> takers = new LinkedHashMap<>();

  private CompletionScript() {}

  /** The script. */
  static String of(CommandLine root) {
    CompletionScript script = new CompletionScript();
    script.command("", root);
    StringBuilder values = new StringBuilder();
    script.takers.forEach(
        (taken, options) ->
            values.append(
                "    '%s')\n      values='%s'\n      ;;\n"
                    .formatted(String.join("' | '", options), taken)));
    return """
        # Completion of twinloop for bash and zsh: source <(twinloop completion)

        # What may stand behind a command.
        _twinloop_command() {
          below= alone= valued= operands= most=0
          case $1 in
        %s  esac
        }

        # What an option takes: words; a comma and words, for a list of them; / for a file.
        _twinloop_values() {
          values=
          case $1 in
        %s  esac
        }
        """
            .formatted(script.commands, values)
        + FUNCTION;
  }

  private void command(String path, CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    List<String> alone = new ArrayList<>();
    List<String> valued = new ArrayList<>();
    for (OptionSpec option : spec.options()) {
      if (!option.hidden()) {
        boolean takes = option.arity().max() > 0;
        (takes ? valued : alone).addAll(List.of(option.names()));
        String taken = takes ? taken(option) : "";
        for (String name : taken.isEmpty() ? new String[0] : option.names()) {
          takers.computeIfAbsent(taken, _ -> new ArrayList<>()).add(path + " " + name);
        }
      }
    }
    String operands = "";
    int most = 0;
    for (PositionalParamSpec operand : spec.positionalParameters()) {
      operands = taken(operand);
      most += Math.min(operand.arity().max(), MOST_OPERANDS);
    }
    boolean help = spec.userObject() instanceof HelpForCommand;
    CommandLine outer = help ? spec.root().commandLine() : command;
    commands.append("    '").append(path).append("')\n");
    Map<String, CommandLine> below = Commands.shown(outer);
    set("below", String.join(" ", below.keySet()));
    set("alone", String.join(" ", alone));
    set("valued", String.join(" ", valued));
    set("operands", operands);
    set("most", operands.isEmpty() ? "" : Integer.toString(most));
    commands.append("      ;;\n");
    below.forEach(
        (name, inner) -> {
          String behind = path.isEmpty() ? name : path + " " + name;
          if (help) {
            helped(behind, inner);
          } else {
            command(behind, inner);
          }
        });
  }

  private void helped(String path, CommandLine command) {
    Map<String, CommandLine> below = Commands.shown(command);
    if (!below.isEmpty()) {
      commands.append("    '").append(path).append("')\n");
      set("below", String.join(" ", below.keySet()));
      commands.append("      ;;\n");
    }
  }

  private void set(String name, String words) {
    if (!words.isEmpty()) {
      commands.append("      ").append(name).append("='").append(words).append("'\n");
    }
  }

  private static String taken(ArgSpec arg) {
    if (arg.completionCandidates() != null) {
      String words = String.join(" ", arg.completionCandidates());
      return arg.splitRegex().isEmpty() ? words : "," + words;
    }
    Class<?> type = arg.isMultiValue() ? arg.auxiliaryTypes()[0] : arg.type();
    boolean file = type == String.class && !OTHER_TEXTS.contains(arg.paramLabel());
    return file ? FILES : "";
  }
}
