# complete.zsh FOLDER LINE…: prints what a tab at the end of each line makes of it in zsh, with the
# completions of the folder
zmodload zsh/zpty
zpty -b zsh 'TERM=dumb zsh -fi'
zpty -w zsh "twinloop() { print -r -- \"made: twinloop \$*\" }; fpath=('$1' \$fpath)"
zpty -w zsh "cd '$1'; autoload -U compinit; compinit -u -D; print -r -- read''y"
shift
for line in "$@"; do
  sleep 1
  zpty -w -n zsh "$line"$'\t'
  sleep 1
  zpty -w -n zsh $'\r'
done
zpty -w zsh 'exit'
sleep 1
while zpty -r zsh line; do
  [[ $line = 'made: '* ]] && print -r -- "${${line#made: }%%$'\r'*}"
done
true
