/** The help topics, as a person reads them; each takes the name that the program was called by. */
export const topics: Readonly<Record<string, (program: string) => string>> = {
  environment: (
    program,
  ) => `Variables that ${program} reads. A flag beats the environment, which beats the profile, which
beats the default. --verbose says where a value came from.

  VOCOBASE_API_KEY       the partner key, rg_live_…
  VOCOBASE_BASE_URL      Vocobase's API (default: https://api.vocobase.com/api/v2)
  VOCOBASE_PROFILE       the profile to use
  VOCOBASE_CONFIG_DIR    where settings live (default: the platform's folder for them)
  PLIVO_AUTH_ID          the Auth ID, MA… or SA…, 20 characters
  PLIVO_AUTH_TOKEN       the Auth Token, 40 characters; used, never stored
  PLIVO_BASE_URL         Plivo's API (default: https://api.plivo.com/v1)
  NO_COLOR, FORCE_COLOR  no colour, or colour in any case
  CI                     set: nothing asks (CI=false and CI=0 mean no CI)
  HTTPS_PROXY, HTTP_PROXY, NO_PROXY
                         the way to the network
  NODE_EXTRA_CA_CERTS    a file with further certificate authorities

With --sandbox the keys, tokens and base URLs of the environment are ignored.
`,
  'exit-codes': (program) => `What the exit code of ${program} says. The codes never change.

    0  done, and verified where it can be
    1  a fault of ours, or a reply that is not what the API promises
    2  used wrongly; nothing that writes was sent
    3  not reachable, not answering, or an outcome that stays unknown
    4  credentials missing or refused
    5  not permitted
    6  something in the account's state is in the way
    7  a limit is reached, and waiting did not help
    8  result: the call was still live when --max-wait ended
   20  result: doctor, status or setup found something failing
   21  result: the test call was placed and did not complete
  130  interrupted by Ctrl-C
  143  terminated

Exits 8, 20 and 21 print a result on stdout and no error. With every other failure stdout stays
empty and the error is on stderr; only ${program} api prints what the API answered there, whatever
its exit. ${program} explain <CODE> says what an error means and what to do.
`,
  output: (
    program,
  ) => `stdout is the answer, stderr is the conversation: prompts, progress, notices and errors.

On a terminal the answer is for people. When stdout is not a terminal it is JSON. --json and
--no-json decide otherwise.

  $ ${program} connections list | jq '.connections[].name'

JSON is one document with a newline at its end. Its names are those of the API, and its shape is a
promise. With --json nothing is asked, and stderr carries nothing but an error document:

  { "error": { "code", "message", "hints", "commands", "docs_url", "retryable",
               "exit_code", "origin", "http", "details" } }

A pipe alone changes the answer and not the errors, because a person may be watching.
Text that came from an API is stripped of control characters before a person sees it.
`,
  security: (program) => `What ${program} does with secrets.

The Auth Token is never stored. It comes from a hidden prompt, PLIVO_AUTH_TOKEN,
--auth-token-stdin, --auth-token-file <path>, or --auth-token <token>. The last one is seen by
other users of this machine and kept in the shell's history: the value is removed from the process
list, but only after the start.

The API key comes from a hidden prompt, VOCOBASE_API_KEY, or from what ${program} login stored: in the
system's key store, or in a file that only you can read. A stored key is sent to the base URL that it
was stored for and to no other.

No key and no token appears in output, errors, traces or --dry-run; Auth IDs are masked. Plain http is
refused except on this machine. Redirects are not followed, because they would take the credentials
along.
`,
};
