# What a checkout and a bundle share: the JVM of the command. The launchers source it.

# start HOME CLASS_PATH ARGUMENT…: becomes Java
start() {
  home=$1
  class_path=$2
  shift 2
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
    *[Uu][Tt][Ff]8* | *[Uu][Tt][Ff]-8*) utf8=true ;;
    *) utf8=false ;;
  esac
  # In a C locale the JVM cannot open files whose names are not ASCII.
  LC_ALL=C.UTF-8
  export LC_ALL
  if [ -t 2 ]; then terminal=true; else terminal=false; fi
  # UseFPUForSpilling: products of many limbs need more registers than there are, and HotSpot keeps
  # what is left over in vector registers, from where it is longer on its way back than from the
  # stack.
  exec "$JAVA_HOME/bin/java" \
    --enable-native-access=ALL-UNNAMED \
    "-Dtwinloop.terminal=$terminal" \
    "-Dtwinloop.utf8=$utf8" \
    "-Dtwinloop.home=$home" \
    -XX:+UseSerialGC -Xms24m -Xmx1g -Xshare:auto \
    -XX:+IgnoreUnrecognizedVMOptions -XX:-UseFPUForSpilling \
    ${TWINLOOP_JAVA_OPTS:-} \
    -cp "$class_path" dev.twinloop.cli.Main "$@"
}
