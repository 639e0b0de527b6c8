export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;

export type Shell = (typeof shells)[number];

/** The name of each shell as people write it, and the line that loads its script there. */
export const loading: Readonly<Record<Shell, { readonly title: string; readonly line: string }>> = {
  bash: { title: 'bash', line: 'source <(plivo completion bash)' },
  zsh: { title: 'zsh', line: 'source <(plivo completion zsh)' },
  fish: { title: 'fish', line: 'plivo completion fish | source' },
  powershell: {
    title: 'PowerShell',
    line: 'plivo completion powershell | Out-String | Invoke-Expression',
  },
};
