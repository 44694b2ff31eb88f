import { Stage, Validations, type App } from 'aws-cdk-lib';
import { HonmaruError } from '../errors';
import type { Policy } from '../verify/policy';
import { ProofsPlugin } from './proofs-plugin';

/** Options for `addProofs`. */
export interface ProofOptions {
  /**
   * What must hold of the network.
   *
   * @default - nothing gets from the internet to internal parts and data, or from one partner to another, and no default surprises
   */
  readonly policy?: Policy;
}

/**
 * Has every synthesis of any CDK app prove what must hold of its network. What is refuted, or cannot be determined, fails the
 * synthesis, with a packet, the construct and the line that lets it through.
 *
 * ```ts
 * const app = new App();
 * new MyStack(app, 'My');
 * addProofs(app);
 * ```
 */
export function addProofs(app: App, options: ProofOptions = {}): void {
  Validations.of(app).addPlugins(
    new ProofsPlugin(options.policy, ({ appConstruct }) => {
      if (!Stage.isStage(appConstruct)) {
        throw new HonmaruError([
          {
            path: 'addProofs',
            must: 'must be given an app',
            hint: 'call addProofs(app) beside new App()',
            code: 'ProofsWithoutApp',
          },
        ]);
      }
      return appConstruct.outdir;
    }),
  );
}
