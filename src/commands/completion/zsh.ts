import {
  argumentOffers,
  casePattern,
  flagOffers,
  namesOf,
  type Offer,
  type Place,
  type Vocabulary,
  valued,
  variablesOf,
  type Word,
} from './vocabulary.ts';

/** Renders the completion script for zsh. */
export function zshScript(vocabulary: Vocabulary): string {
  const { globals, places } = vocabulary;
  return `# It needs zsh's own completion: autoload -U compinit; compinit

# What can follow the words of a command: sets commands, flags and valued.
_plivo_place() {
  commands=() flags=() valued=()
  case $1 in
${places.map(placeCase).join('\n')}
  esac
}

# What can be the value of a flag: sets words_offered, or files.
_plivo_flag_values() {
  case "$1 $2" in
${flagOffers(vocabulary).map(offerCase).join('\n')}
  esac
}

# What can be the argument at a position: sets words_offered.
_plivo_argument_values() {
  case "$1 $2" in
${argumentOffers(vocabulary).map(offerCase).join('\n')}
    (*) ;;
  esac
}

_plivo() {
  local -a commands flags valued words_offered globals global_valued
  local place='' word='' flag='' ended=''
  local -i at=2 position=0 files=0
  globals=(
${globals.map((word) => `    ${described(word)}`).join('\n')}
  )
  global_valued=(${namesOf(valued(globals))})
  _plivo_place ''
  while (( at < CURRENT )); do
    word=\${(Q)words[at]}
    at=$(( at + 1 ))
    if [[ -n $flag ]]; then
      flag=''
    elif [[ -z $ended && $word == -- ]]; then
      ended=1
    elif [[ -z $ended && $word == -* ]]; then
      (( \${valued[(Ie)$word]} + \${global_valued[(Ie)$word]} )) && flag=$word
    elif (( position == 0 )) && [[ -n \${commands[(r)$word:*]} ]]; then
      place="\${place:+$place }$word"
      _plivo_place "$place"
    else
      position=$(( position + 1 ))
    fi
  done
  if [[ -z $flag && -z $ended && $PREFIX == --*=* ]]; then
    flag=\${PREFIX%%=*}
    compset -P 1 '*='
  fi
  if [[ -n $flag ]]; then
    _plivo_flag_values "$place" "$flag"
    if (( files )); then
      _files
    elif (( $#words_offered )); then
      compadd -a words_offered
    else
      _message "value of $flag"
    fi
  elif [[ -z $ended && $PREFIX == -* ]]; then
    flags+=($globals)
    _describe -o flag flags
  elif (( position == 0 && $#commands )); then
    _describe command commands
  else
    _plivo_argument_values "$place" "$position"
    (( $#words_offered )) && compadd -a words_offered
  fi
}

if [[ $funcstack[1] == _plivo ]]; then
  _plivo "$@"
else
  compdef _plivo plivo vocobase-plivo
fi
`;
}

function placeCase(place: Place): string {
  const set = variablesOf(place, described).map(([name, words]) => `      ${name}=(${words})`);
  return [`    ('${place.path}')`, ...set, '      ;;'].join('\n');
}

/** `name:description`, the format of zsh's `_describe`. */
function described({ name, description }: Word): string {
  return `'${`${name}:${description}`.replaceAll("'", "'\\''")}'`;
}

function offerCase(offer: Offer): string {
  const set = offer.files ? 'files=1' : `words_offered=(${offer.words.join(' ')})`;
  return `    (${casePattern(offer)}) ${set} ;;`;
}
