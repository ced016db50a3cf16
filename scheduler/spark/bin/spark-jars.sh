# Sourced by the scripts beside it, after `root` is set: builds scheduler/spark where that is needed.
# Sets   app        the application's jar
#        own        what it needs beside Spark, with commas
#        home       SPARK_HOME, or a folder with Spark's jars as Maven brought them
. "$root/tornado.env" 2>/dev/null || . "$root/tornado.env"
target=$root/scheduler/spark/target
home=${SPARK_HOME:-$target/spark-home}

find_app() {
  app=
  for jar in "$target"/twinloop-spark-*.jar; do
    case $jar in
      *-sources.jar | *-javadoc.jar | *-tests.jar) ;;
      *) if [ -e "$jar" ]; then app=$jar; fi ;;
    esac
  done
}

find_app
if [ -z "$app" ] || [ ! -e "$target/class-path" ] || [ -n "$(find "$root/scheduler" "$root/cpu-reference" \
  "$root/tornado-kernels" -path '*/src/main/*' -newer "$app" -type f -print | head -n 1)" ]; then
  echo "building scheduler/spark" >&2
  (cd "$root" && mvn -q -B -DskipTests package dependency:build-classpath \
    -Dmdep.outputFile=target/class-path -pl scheduler/spark -am) >&2
  find_app
fi

own=
for jar in "$target"/lib/*.jar; do own=$own${own:+,}$jar; done

if [ -z "${SPARK_HOME:-}" ]; then
  rm -rf "$home"
  mkdir -p "$home/jars"
  tr ':' '\n' <"$target/class-path" | while read -r jar; do
    case $jar in
      "$root"/*) ;;
      *) ln -sf "$jar" "$home/jars/" ;;
    esac
  done
fi

# spark CLASS ARGUMENT...: runs a class of Spark in the place of this shell
spark() {
  export SPARK_HOME="$home" SPARK_SCALA_VERSION=2.13
  exec "$JAVA_HOME/bin/java" "@$target/classes/dev/twinloop/spark/jvm.options" \
    -cp "$home/conf:$home/jars/*" "$@"
}
