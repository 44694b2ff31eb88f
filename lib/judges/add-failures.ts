import { Stage, Validations, type App, type IPolicyValidationContext } from 'aws-cdk-lib';
import { HonmaruError } from '../errors';
import type { Declared } from '../failures';
import { FailuresPlugin } from './failures-plugin';

/** Options for `addFailures`. */
export interface FailureCheckOptions {
  /**
   * Services, capacities, runbooks and objectives besides what the metadata of the templates says.
   *
   * @default - the metadata of the templates alone, in which sites of honmaru declare theirs
   */
  readonly declared?: Declared;
}

/**
 * Has every synthesis of any CDK app compute what each single fault does, and fail when an objective that is declared is
 * not met, or cannot be shown to be.
 *
 * ```ts
 * const app = new App();
 * new MyStack(app, 'My');
 * addFailures(app, { declared: { objectives: { zoneSeconds: 120 } } });
 * ```
 */
export function addFailures(app: App, options: FailureCheckOptions = {}): void {
  Validations.of(app).addPlugins(new FailuresPlugin(options.declared, outdirOf));
}

function outdirOf({ appConstruct }: IPolicyValidationContext): string {
  if (!Stage.isStage(appConstruct)) {
    throw new HonmaruError([
      {
        path: 'addFailures',
        must: 'must be given an app',
        hint: 'call addFailures(app) beside new App()',
        code: 'FailuresWithoutApp',
      },
    ]);
  }
  return appConstruct.outdir;
}
