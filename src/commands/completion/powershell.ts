import { type Flag, type Place, type Vocabulary, valued, type Word } from './vocabulary.ts';

/** For Windows PowerShell 5.1 and later. An entry is a name, a space, and its description. */
export function powershellScript({ globals, places }: Vocabulary): string {
  return `
Register-ArgumentCompleter -Native -CommandName @('plivo', 'vocobase-plivo') -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $globals = ${list(globals.map(described), '    ')}
    $globalValued = ${words(valued(globals).map(({ name }) => name))}
    $globalValues = ${map(globals.flatMap(valueEntry), '    ')}
    $places = ${map(places.map(placeEntry), '    ')}

    $path = ''
    $flag = ''
    $ended = $false
    $position = 0
    $prefix = ''
    $current = "$wordToComplete"
    $before = @($commandAst.CommandElements |
        Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { $_.Extent.Text.Trim([char[]]@([char]34, [char]39)) })
    foreach ($word in $before) {
        $place = $places[$path]
        if ($flag) { $flag = '' }
        elseif (-not $ended -and $word -ceq '--') { $ended = $true }
        elseif (-not $ended -and $word.StartsWith('-')) {
            if ($place.Valued -ccontains $word -or $globalValued -ccontains $word) { $flag = $word }
        }
        elseif ($position -eq 0 -and $places.ContainsKey("$path $word".Trim())) {
            $path = "$path $word".Trim()
        }
        else { $position += 1 }
    }
    $place = $places[$path]
    if (-not $flag -and -not $ended -and $current -cmatch '^(--[^=]+)=(.*)$') {
        $flag = $Matches[1]
        $prefix = "$flag="
        $current = $Matches[2]
    }

    if ($flag) {
        $offered = if ($place.FlagValues.ContainsKey($flag)) { $place.FlagValues[$flag] } else { $globalValues[$flag] }
    }
    elseif (-not $ended -and $current.StartsWith('-')) { $offered = @($place.Flags) + @($globals) }
    elseif ($position -eq 0 -and $place.Commands.Count -gt 0) { $offered = $place.Commands }
    else {
        $last = $place.Arguments.Count - 1
        $index = if ($place.Repeats) { [Math]::Min($position, $last) } else { $position }
        $offered = if ($index -le $last) { $place.Arguments[$index] -split ' ' } else { @() }
    }

    foreach ($entry in @($offered | Where-Object { $_ })) {
        $name, $what = $entry -split ' ', 2
        if ($name.StartsWith($current, [StringComparison]::OrdinalIgnoreCase)) {
            if (-not $what) { $what = $name }
            [System.Management.Automation.CompletionResult]::new($prefix + $name, $name, 'ParameterValue', $what)
        }
    }
}
`;
}

function placeEntry({ path, commands, flags, args, repeats }: Place): string {
  const indent = '        ';
  const members = [
    `Commands = ${list(commands.map(described), `${indent}    `)}`,
    `Flags = ${list(flags.map(described), `${indent}    `)}`,
    `Valued = ${words(valued(flags).map(({ name }) => name))}`,
    `FlagValues = ${map(flags.flatMap(valueEntry), `${indent}    `)}`,
    `Arguments = ${words(args.map((each) => each.join(' ')))}`,
    `Repeats = $${repeats}`,
  ];
  return `${quote(path)} = @{\n${members.map((each) => `${indent}    ${each}`).join('\n')}\n${indent}}`;
}

/** If a completer offers nothing, PowerShell offers files itself. */
function valueEntry({ name, value }: Flag): string[] {
  return value === null || value.words.length === 0
    ? []
    : [`${quote(name)} = ${words(value.words)}`];
}

function described({ name, description }: Word): string {
  return quote(`${name} ${description}`.trim());
}

function words(values: readonly string[]): string {
  return `@(${values.map(quote).join(', ')})`;
}

function list(entries: readonly string[], indent: string): string {
  if (entries.length === 0) return '@()';
  return `@(\n${entries.map((entry) => `${indent}    ${entry}`).join('\n')}\n${indent})`;
}

function map(entries: readonly string[], indent: string): string {
  if (entries.length === 0) return '@{}';
  return `@{\n${entries.map((entry) => `${indent}    ${entry}`).join('\n')}\n${indent}}`;
}

/**
 * Only ASCII: Windows PowerShell reads a program's output in the console's code page, and a letter
 * misread as a curly quote would end the text.
 */
function quote(text: string): string {
  const ascii = text
    .replaceAll('…', '...')
    .replace(/[‐-―]/g, '-')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[^ -~]/g, '?');
  return `'${ascii.replaceAll("'", "''")}'`;
}
