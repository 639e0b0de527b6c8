import {
  argumentOffers,
  flagOffers,
  namesOf,
  type Offer,
  type Place,
  type Vocabulary,
  valued,
  variablesOf,
  type Word,
} from './vocabulary.ts';

/** Renders the completion script for fish. */
export function fishScript(vocabulary: Vocabulary): string {
  const { globals, places } = vocabulary;
  return `
# What can follow the words of a command: sets commands, flags and valued of the caller.
function __plivo_place --no-scope-shadowing
    set commands
    set flags
    set valued
    switch $argv[1]
${places.map(placeCase).join('\n')}
    end
end

# What can be the value of a flag, one a line; "files" on its own for a path.
function __plivo_flag_values
    switch "$argv[1] $argv[2]"
${flagOffers(vocabulary).map(offerCase).join('\n')}
    end
end

# What can be the argument at a position, one a line.
function __plivo_argument_values
    switch "$argv[1] $argv[2]"
${argumentOffers(vocabulary).map(offerCase).join('\n')}
        case '*'
    end
end

function __plivo_complete
    set -l commands
    set -l flags
    set -l valued
    set -l globals ${globals.map(described).join(' ')}
    set -l global_valued ${namesOf(valued(globals))}
    set -l place ''
    set -l flag ''
    set -l ended ''
    set -l position 0
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    set -l prefix ''
    __plivo_place ''
    for word in $before[2..-1]
        if test -n "$flag"
            set flag ''
        else if test -z "$ended"; and test "$word" = --
            set ended 1
        else if test -z "$ended"; and string match -q -- '-*' "$word"
            if contains -- "$word" $valued $global_valued
                set flag "$word"
            end
        else if test $position -eq 0; and string match -q -- "$word"\\t'*' $commands
            set place (string trim -- "$place $word")
            __plivo_place "$place"
        else
            set position (math $position + 1)
        end
    end
    if test -z "$flag"; and test -z "$ended"; and string match -q -- '--*=*' "$current"
        set flag (string replace -r '=.*' '' -- "$current")
        set prefix "$flag="
        set current (string replace -r '^[^=]*=' '' -- "$current")
    end
    if test -n "$flag"
        set -l values (__plivo_flag_values "$place" "$flag")
        if test "$values" = files
            set values (__fish_complete_path "$current")
        end
        for value in $values
            echo -- "$prefix$value"
        end
    else if test -z "$ended"; and string match -q -- '-*' "$current"
        printf '%s\\n' $flags $globals
    else if test $position -eq 0; and test (count $commands) -gt 0
        printf '%s\\n' $commands
    else
        __plivo_argument_values "$place" $position
    end
end

for name in plivo vocobase-plivo
    complete -c $name -e
    complete -c $name -f -k -a '(__plivo_complete)'
end
`;
}

function placeCase(place: Place): string {
  const set = variablesOf(place, described).map(
    ([name, words]) => `            set ${name} ${words}`,
  );
  return [`        case '${place.path}'`, ...set].join('\n');
}

/** Name and description with a tab between them, as fish reads candidates. */
function described({ name, description }: Word): string {
  const quoted = description.replace(/[\\']/g, (character) => `\\${character}`);
  return `${name}\\t'${quoted}'`;
}

function offerCase({ path, at, words, files }: Offer): string {
  const offered = files ? 'files' : words.join(' ');
  return `        case '${path ?? '*'} ${at}'\n            printf '%s\\n' ${offered}`;
}
