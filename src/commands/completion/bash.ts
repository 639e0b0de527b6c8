import {
  argumentOffers,
  casePattern,
  flagOffers,
  namesOf,
  type Offer,
  type Place,
  type Vocabulary,
  valued,
} from './vocabulary.ts';

/**
 * Needs only bash 3.2, the version on macOS. bash splits `--flag=value` into three words, and this
 * script rejoins them.
 */
export function bashScript(vocabulary: Vocabulary): string {
  const { globals, places } = vocabulary;
  return `
# What can follow the words of a command: sets commands, flags and valued.
_plivo_place() {
  case $1 in
${places.map(placeCase).join('\n')}
    *) commands= flags= valued= ;;
  esac
}

# What can be the value of a flag: sets values, or files.
_plivo_flag_values() {
  case "$1 $2" in
${flagOffers(vocabulary).map(offerCase).join('\n')}
  esac
}

# What can be the argument at a position: sets values.
_plivo_argument_values() {
  case "$1 $2" in
${argumentOffers(vocabulary).map(offerCase).join('\n')}
    *) ;;
  esac
}

_plivo() {
  local IFS=$' \\t\\n'
  local cur=\${COMP_WORDS[COMP_CWORD]} word path= commands= flags= valued= values= files=
  local flag= ended= index=1 position=0 prefix=
  local globals='${namesOf(globals)}'
  local global_valued='${namesOf(valued(globals))}'
  COMPREPLY=()
  _plivo_place ''
  while [[ $index -lt $COMP_CWORD ]]; do
    word=\${COMP_WORDS[index]}
    index=$((index + 1))
    if [[ -n $flag ]]; then
      [[ $word == '=' ]] || flag=
    elif [[ -z $ended && $word == -- ]]; then
      ended=1
    elif [[ -z $ended && $word == -* ]]; then
      [[ " $valued $global_valued " == *" $word "* ]] && flag=$word
    elif [[ $position -eq 0 && " $commands " == *" $word "* ]]; then
      path=\${path:+$path }$word
      _plivo_place "$path"
    else
      position=$((position + 1))
    fi
  done
  if [[ -n $flag && $cur == '=' ]]; then
    cur=
  elif [[ -z $flag && -z $ended && $cur == --*=* ]]; then
    flag=\${cur%%=*} prefix=\${cur%%=*}= cur=\${cur#*=}
  fi
  if [[ -n $flag ]]; then
    _plivo_flag_values "$path" "$flag"
    if [[ -n $files ]]; then
      IFS=$'\\n'
      COMPREPLY=($(compgen -f -P "$prefix" -- "$cur"))
      compopt -o filenames 2>/dev/null
      return 0
    fi
  elif [[ -z $ended && $cur == -* ]]; then
    values="$flags $globals"
  elif [[ $position -eq 0 && -n $commands ]]; then
    values=$commands
  else
    _plivo_argument_values "$path" "$position"
  fi
  COMPREPLY=($(compgen -P "$prefix" -W "$values" -- "$cur"))
}

complete -F _plivo plivo vocobase-plivo
`;
}

function placeCase({ path, commands, flags }: Place): string {
  const values = [
    `commands='${namesOf(commands)}'`,
    `flags='${namesOf(flags)}'`,
    `valued='${namesOf(valued(flags))}'`,
  ];
  return `    '${path}') ${values.join(' ')} ;;`;
}

function offerCase(offer: Offer): string {
  const set = offer.files ? 'files=1' : `values='${offer.words.join(' ')}'`;
  return `    ${casePattern(offer)}) ${set} ;;`;
}
