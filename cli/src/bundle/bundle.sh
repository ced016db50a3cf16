#!/bin/sh
# Makes target/twinloop-VERSION-OS-ARCH.tar.gz: Java, jars, launcher, man pages, completion, documents.
#
#   bundle.sh VERSION JAVA_HOME        the Maven profile "bundle" calls it, in the folder of module cli
#   TWINLOOP_BUNDLE_SDK=true           puts the TornadoVM SDK of TORNADOVM_HOME in, for its backends
#   TWINLOOP_BUNDLE_XZ=true            makes a .tar.xz instead
#   TWINLOOP_BUNDLE_DEB=true           makes a Debian package too (needs dpkg-deb)
set -eu
version=$1
java=$2
root=$(cd .. && pwd -P)
name=twinloop-$version-$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m)
home=$PWD/target/bundle/$name
rm -rf target/bundle target/twinloop-*.tar.* target/twinloop_*.deb
mkdir -p "$home/bin" "$home/lib" "$home/docs" "$home/share/man/man1" \
  "$home/share/bash-completion/completions" "$home/share/zsh/vendor-completions"

# Modules beyond Java SE: what workers of TornadoVM need (JVMCI, Graal), the flight recorder, and
# what the dashboard and Micrometer touch.
"$java/bin/jlink" --output "$home/runtime" --no-header-files --no-man-pages --strip-java-debug-attributes \
  --add-modules java.se,jdk.unsupported,jdk.internal.vm.ci,jdk.graal.compiler,jdk.graal.compiler.management,jdk.management,jdk.jfr,jdk.attach,jdk.zipfs,jdk.crypto.ec,jdk.httpserver,jdk.net,jdk.nio.mapmode,jdk.jcmd,jdk.management.agent,jdk.localedata \
  --include-locales en
"$home/runtime/bin/java" -Xshare:dump >/dev/null

cp target/lib/*.jar "$home/lib/"
rm -f "$home"/lib/*-darwin-*.jar "$home"/lib/*-mingw-*.jar # native code of other systems
cp "target/twinloop-cli-$version.jar" "$home/lib/"
engine=$root/tornado-kernels/tornado-engine/target/twinloop-tornado-engine-$version.jar
[ ! -f "$engine" ] || cp "$engine" "$home/lib/"
cp bin/start.sh "$home/lib/"
cp src/bundle/twinloop "$home/bin/"
chmod 755 "$home/bin/twinloop"
cp "$root/LICENSE" "$root/NOTICE" "$root/THIRD-PARTY.txt" "$root"/*.md "$home/"
cp "$root"/docs/*.md "$home/docs/"
cp -R "$root/docs/img" "$root/docs/adr" "$home/docs/"
# The examples that the documents name, without what was built of them.
(cd "$root/docs" && find examples -type d -name target -prune -o -type f -print) |
  while IFS= read -r file; do
    mkdir -p "$home/docs/${file%/*}"
    cp "$root/docs/$file" "$home/docs/$file"
  done

if [ "${TWINLOOP_BUNDLE_SDK:-}" = true ]; then
  sdk=${TORNADOVM_HOME:-}
  [ -d "$sdk/share/java/tornado" ] || {
    echo "bundle: TWINLOOP_BUNDLE_SDK=true, but TORNADOVM_HOME=$sdk is no SDK" >&2
    exit 1
  }
  [ -f "$engine" ] || {
    echo "bundle: $engine is missing: build with the SDK" >&2
    exit 1
  }
  mkdir -p "$home/sdk/share/java"
  cp -R "$sdk/etc" "$sdk/lib" "$home/sdk/"
  cp -R "$sdk/share/java/tornado" "$sdk/share/java/graalJars" "$home/sdk/share/java/"
  for text in "$sdk"/LICENSE* "$sdk"/NOTICE* "$sdk"/licenses; do
    [ ! -e "$text" ] || cp -R "$text" "$home/sdk/"
  done
fi

# Classes as the JVM of the bundle has them in memory: a start takes half the time.
(
  . "$home/lib/start.sh"
  JAVA_HOME=$home/runtime
  class_path=
  add_jars "$home/lib"
  rehearse "$home/lib/aot" "$class_path"
)

"$home/bin/twinloop" man-pages "$home/share/man/man1"
gzip -9n "$home/share/man/man1"/*.1
"$home/bin/twinloop" completion >"$home/share/bash-completion/completions/twinloop"
cp src/bundle/_twinloop "$home/share/zsh/vendor-completions/"

cd target
if [ "${TWINLOOP_BUNDLE_XZ:-}" = true ]; then
  archive=$name.tar.xz
  tar -C bundle -cf - "$name" | xz -T0 -6 >"$archive"
else
  archive=$name.tar.gz
  tar -C bundle -czf "$archive" "$name"
fi
echo "bundle: $(pwd -P)/$archive, $(du -m "$archive" | cut -f 1) MiB" >&2

# The same as a Debian package. docs/operations.md, "A bundle", says why jpackage does not make it.
# Debian wants a maintainer's address; there is none yet, and .invalid says so.
if [ "${TWINLOOP_BUNDLE_DEB:-}" = true ]; then
  arch=$(dpkg --print-architecture)
  deb=twinloop_$(echo "$version" | sed 's/-SNAPSHOT$/~snapshot/')_$arch.deb
  rm -rf deb
  mkdir -p deb/DEBIAN deb/opt deb/usr/bin deb/usr/share/doc/twinloop
  cp -pR "bundle/$name" deb/opt/twinloop
  mv deb/opt/twinloop/share/* deb/usr/share/
  rmdir deb/opt/twinloop/share
  ln -s ../../opt/twinloop/bin/twinloop deb/usr/bin/twinloop
  ln -s ../../../../opt/twinloop/LICENSE deb/usr/share/doc/twinloop/copyright
  cat >deb/DEBIAN/control <<END
Package: twinloop
Version: $(echo "${deb#twinloop_}" | sed 's/_.*//')
Architecture: $arch
Maintainer: The Twinloop maintainers <no-address@twinloop.invalid>
Section: math
Priority: optional
Depends: libc6
Suggests: ocl-icd-libopencl1, util-linux
Installed-Size: $(du -sk deb/opt | cut -f 1)
Description: hash, verify and prove by the million, on GPU or CPU
 One annotated Java loop, on the GPU through TornadoVM or unchanged on the
 CPU. The package has its own Java.
END
  if [ "${TWINLOOP_BUNDLE_XZ:-}" = true ]; then packing=xz; else packing=gzip; fi
  dpkg-deb --root-owner-group "-Z$packing" -z6 --build deb "$deb" >/dev/null
  rm -rf deb
  echo "bundle: $(pwd -P)/$deb, $(du -m "$deb" | cut -f 1) MiB" >&2
fi
