import { rmSync } from 'node:fs';
import { runCdk, type CdkCli } from './cdk-cli';

/** Stacks deployed at the same time, where their dependencies allow. */
const CONCURRENCY = '6';

/** What is synthesized. */
export interface Synthesis {
  /** Name of the site; the app gets it as the context `site`. */
  readonly site: string;
  /** Whether the site keeps its protection against deletion; without it the context `honmaru:protection=off` is set. */
  readonly protection: boolean;
  /** Folder the assembly is written to; it is emptied first. */
  readonly directory: string;
}

/** Synthesizes the app of the project's `cdk.json`. */
export async function synthesize(
  cli: CdkCli,
  { site, protection, directory }: Synthesis,
  signal: AbortSignal,
): Promise<void> {
  // The CLI refuses to deploy beside the report of a failed synthesis, and keeps stacks of earlier ones.
  rmSync(directory, { recursive: true, force: true });
  const context = ['-c', `site=${site}`, ...(protection ? [] : ['-c', 'honmaru:protection=off'])];
  await runCdk(cli, ['synth', '--quiet', '--no-notices', '--output', directory, ...context], signal);
}

/** Bootstraps Regions of the local account. The assembly stands in for the app, which would be synthesized otherwise. */
export async function bootstrap(
  cli: CdkCli,
  directory: string,
  account: string,
  regions: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const environments = regions.map((region) => `aws://${account}/${region}`);
  await runCdk(cli, ['bootstrap', '--app', directory, '--no-notices', ...environments], signal);
}

/** What is deployed of an assembly. */
export interface DeployOptions {
  /**
   * Names of the stacks, deployed without those they depend on.
   *
   * @default - every stack
   */
  readonly only?: readonly string[];
}

/** Deploys stacks of an assembly. */
export async function deploy(
  cli: CdkCli,
  directory: string,
  { only }: DeployOptions,
  signal: AbortSignal,
): Promise<void> {
  // Stacks of stages too, which `--all` leaves out.
  const stacks = only === undefined ? ['**'] : [...only, '--exclusively'];
  const args = ['--app', directory, '--no-notices', '--require-approval', 'never', '--concurrency', CONCURRENCY];
  await runCdk(cli, ['deploy', ...stacks, ...args, '--progress', 'events'], signal);
}

/** Destroys every stack of an assembly. */
export async function destroy(cli: CdkCli, directory: string, signal: AbortSignal): Promise<void> {
  await runCdk(
    cli,
    ['destroy', '**', '--app', directory, '--no-notices', '--force', '--concurrency', CONCURRENCY],
    signal,
  );
}
