# What a checkout and a bundle share: the JVM of the command. The launchers source it.

# UseFPUForSpilling: products of many limbs need more registers than there are, and HotSpot keeps
# what is left over in vector registers, from where it is longer on its way back than from the
# stack. NewSize: the collector sizes its young generation only when it collects all; with that of a
# small heap, a daemon or a benchmark stood still a hundred times a second. DisplayVMOutputToStderr: standard output is for data, also where the JVM cannot start.
jvm_options='--enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -Xms64m -XX:NewSize=40m -Xmx1g
  -XX:+IgnoreUnrecognizedVMOptions -XX:-UseFPUForSpilling -XX:+DisplayVMOutputToStderr'

# say MESSAGE: in which nothing is obeyed by a terminal
say() {
  printf 'twinloop: %s\n' "$(printf '%s' "$1" | LC_ALL=C tr '\001-\037\177' '?')" >&2
}

# refuse MESSAGE
refuse() {
  say "$1"
  exit "${2:-1}"
}

# check_named_sdk NAMED: warns if the user's TORNADOVM_HOME, as it was before another SDK was looked
# for, is no SDK. Fails if there is no other either.
check_named_sdk() {
  case $1 in '' | none) return 0 ;; esac
  for jar in "$1"/share/java/tornado/tornado-api-*.jar; do
    [ ! -r "$jar" ] || return 0
  done
  taken='CPU only'
  [ "${TORNADOVM_HOME:-$1}" = "$1" ] || taken="taking the SDK at $TORNADOVM_HOME"
  say "no share/java/tornado/tornado-api-*.jar in TORNADOVM_HOME=$1: $taken. TORNADOVM_HOME=none silences this line"
  [ "$taken" != 'CPU only' ]
}

# require_surroundings: what the JVM cannot do without, and would not name
require_surroundings() {
  [ -d "${PWD:-}" ] || env pwd -P >/dev/null 2>&1 ||
    refuse 'the working directory is gone; go to one that is there'
  most=$(ulimit -H -n 2>/dev/null) || most=unlimited
  case $most in
    *[!0-9]* | '') ;;
    *) [ "$most" -ge 64 ] || refuse "open files: most=$most, accepted: 64 or more (ulimit -n)" ;;
  esac
}

# add_jars FOLDER: adds its jars to class_path, in the order of their names on every file system
add_jars() {
  old_locale=${LC_ALL-}
  LC_ALL=C
  for jar in "$1"/*.jar; do class_path=$class_path${class_path:+:}$jar; done
  LC_ALL=$old_locale
}

# Caches of classes (-XX:AOTCache): "plain" for what dev.twinloop.cli.Plain understands, "all" for
# everything else, where more classes are worth their loading.

# cache_kind ARGUMENT…: sets kind
cache_kind() {
  kind=all
  case ${1-} in
    --version | -V) kind=plain ;;
    hash)
      kind=plain
      for argument; do
        case $argument in
          -?*) kind=all ;;
        esac
      done
      ;;
  esac
}

# rehearse FOLDER CLASS_PATH: makes both caches there, each whole or not at all. No accelerator, and
# nothing is kept of what is learned.
rehearse() (
  mkdir -p "$1" && cd -- "$1" || exit 1
  part=.part-$$
  trap 'rm -f "$part"*' EXIT
  head -c 4096 /dev/zero >"$part.input"
  TORNADOVM_HOME=none LC_ALL=C.UTF-8
  export TORNADOVM_HOME LC_ALL
  for kind in plain all; do
    # Which methods are hot is not recorded: the JVM would compile them at once in every start.
    "$JAVA_HOME/bin/java" $jvm_options -Dtwinloop.learned=off \
      -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining "-XX:AOTCacheOutput=$part.$kind" \
      -cp "$2" dev.twinloop.cli.Rehearsal "$kind" "$part.input" </dev/null >/dev/null 2>&1 || exit 1
    mv -f "$part.$kind" "$kind.aot" || exit 1
  done
)

# own_jars JARS: adds what the user names to class_path, or says what is not there or no jar
own_jars() {
  archive=$(printf 'PK\005\006')
  old_ifs=$IFS
  IFS=:
  set -f
  for entry in $1; do
    case $entry in
      */\*) there=${entry%/\*}/. ;;
      *) there=$entry ;;
    esac
    [ -e "$there" ] || refuse "--class-path: $entry: No such file or directory"
    [ -r "$there" ] || refuse "--class-path: $entry: Permission denied"
    # The JVM passes over in silence what is neither a folder nor an archive. These begin with
    # anything, and end with a record of at most 65,557 bytes.
    [ ! -f "$there" ] || tail -c 65557 -- "$there" | LC_ALL=C grep -q "$archive" ||
      refuse "--class-path: $entry: no jar"
  done
  set +f
  IFS=$old_ifs
  class_path=$class_path:$1
}

# start HOME CLASS_PATH CACHES ARGUMENT…: becomes Java. A cache that is not there, or that does not
# fit (another JVM, other jars), is passed over in silence.
start() {
  home=$1
  class_path=$2
  caches=$3
  shift 3
  require_surroundings
  case ${1-} in
    --class-path)
      [ $# -ge 2 ] ||
        refuse '--class-path: which jars? accepted: --class-path A.jar:B.jar COMMAND' 2
      own_jars "$2"
      shift 2
      ;;
    --class-path=*)
      own_jars "${1#*=}"
      shift
      ;;
  esac
  cache_kind "$@"
  # Nothing is made behind a command that measures: it would take the device meanwhile.
  case ${1-} in
    bench | demo | drill) starts=use ;;
    *) starts=make ;;
  esac
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
    *[Uu][Tt][Ff]8* | *[Uu][Tt][Ff]-8*) utf8=true ;;
    *) utf8=false ;;
  esac
  # The JVM goes to a folder of its own for its counters, and back only if it may read where it was.
  counters=
  [ -r . ] || counters=-XX:-UsePerfData
  # In a C locale the JVM cannot open files whose names are not ASCII.
  LC_ALL=C.UTF-8
  export LC_ALL
  if [ -t 2 ]; then terminal=true; else terminal=false; fi
  set -- -cp "$class_path" dev.twinloop.cli.Main "$@"
  case $caches in
    *:*) ;; # to the JVM a colon ends the name of a cache
    *)
      if [ -z "${TWINLOOP_JAVA_OPTS:-}" ] && [ -f "$caches/$kind.aot" ]; then
        set -- "-XX:AOTCache=$caches/$kind.aot" '-Xlog:aot*=off' '-Xlog:cds*=off' "$@"
      fi
      ;;
  esac
  exec "$JAVA_HOME/bin/java" \
    $jvm_options $counters \
    "-Dtwinloop.terminal=$terminal" \
    "-Dtwinloop.utf8=$utf8" \
    "-Dtwinloop.home=$home" \
    "-Dtwinloop.worker.cache=$starts" \
    ${TWINLOOP_JAVA_OPTS:-} \
    "$@"
}
