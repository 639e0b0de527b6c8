/** What the program takes from its process: streams, environment, signals. */
export type Io = Pick<
  NodeJS.Process,
  'argv' | 'env' | 'stdin' | 'stdout' | 'stderr' | 'platform' | 'on' | 'removeListener'
>;

/** A CI is no place to ask or to animate; `CI=false` and `CI=0` mean that there is none. */
export function isCi(env: NodeJS.ProcessEnv): boolean {
  const ci = env.CI;
  return ci !== undefined && ci !== '' && ci !== 'false' && ci !== '0';
}
