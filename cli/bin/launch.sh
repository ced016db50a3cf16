# What the launchers share: twinloop here, jmh in bench/bin. They set root and source it.

. "$root/cli/bin/start.sh"
named_sdk=${TORNADOVM_HOME-}
. "$root/tornado.env" 2>/dev/null || . "$root/tornado.env" # its one line is wanted only if it fails
check_named_sdk "$named_sdk" || {
  TORNADOVM_HOME=none # neither Maven nor Java shall look there
  export TORNADOVM_HOME
}

# jar_of MODULE: its jar, or nothing
jar_of() {
  for jar in "$root/$1"/target/twinloop-"${1##*/}"-*.jar; do
    case $jar in
      *-tests.jar | *-sources.jar | *-javadoc.jar) ;;
      *) [ -f "$jar" ] && printf '%s\n' "${jar##*/}" && return 0 ;;
    esac
  done
  return 0
}

# build MODULE…: with what they need
build() {
  command -v mvn >/dev/null 2>&1 || {
    refuse "Maven (mvn) is not on PATH; it is needed once, to build $root"
  }
  case $root in
    *:*) build_elsewhere "$@" ;;
    *) package "$root" "$@" ;;
  esac || {
    refuse "the build failed; all of what Maven says: (cd $root && . ./tornado.env && mvn -B -DskipTests package)"
  }
}

# package FOLDER MODULE…
package() (
  cd -- "$1"
  shift
  list=$(IFS=, && printf '%s' "$*")
  MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow"
  export MAVEN_OPTS
  {
    mvn -B -Dstyle.color=never -DskipTests -Dtests.uncompiled=true -Dspotless.check.skip \
      -Djacoco.skip package -pl "$list" -am 2>&1 && printf '\nstatus 0\n' || printf '\nstatus 1\n'
  } | told >&2
)

# told: of Maven's lines those that say how far it is, and what is wrong; the status is Maven's
told() {
  ended=1 files=0
  while IFS= read -r line; do
    case $line in
      "[INFO] Building "*" ["*/*"]")
        step=${line##*" ["}
        module=${line#"[INFO] Building "}
        printf 'twinloop: [%s %s\n' "$step" "${module%% *}"
        ;;
      "Downloaded from "*)
        files=$((files + 1))
        [ $((files % 50)) -ne 0 ] || printf 'twinloop: %s files downloaded\n' "$files"
        ;;
      "[ERROR] "*) printf '%s\n' "$line" ;;
      "status "*) ended=${line#status } ;;
    esac
  done
  return "$ended"
}

# build_elsewhere MODULE…: no compiler takes a class path below a folder with a colon in its name
build_elsewhere() (
  copy=$(mktemp -d)
  trap 'rm -rf "$copy"' EXIT
  trap 'exit 130' INT TERM
  (cd -- "$root" && tar -cf - --exclude=target --exclude=.git .) | (cd -- "$copy" && tar -xf -)
  package "$copy" "$@" || exit 1
  for module in "$@"; do
    mkdir -p "$root/$module/target"
    cp -R "$copy/$module/target/." "$root/$module/target"
  done
)

# Sets place: root, or a way to it that a class path can hold.
find_place() {
  place=$root
  case $root in
    *:*)
      exec 8<"$root"
      place=/proc/$$/fd/8 # the process stays the same when it becomes Java
      [ -d "$place/cli" ] ||
        refuse "$root: a class path cannot hold a colon; move it to a path without one"
      ;;
  esac
}
