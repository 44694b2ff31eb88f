import type { TemplateModel } from '../template';
import type { Verifier } from '../verify';
import {
  loadForVerify,
  runPolicy,
  verifierFor,
  type LoadOptions,
  type Policy,
  type PolicyRule,
  type ProofResult,
} from '../verify/policy';

/** What templates do not say, for the network of a test. */
export interface NetworkOptions extends LoadOptions {
  /** Names for parties, by which expectations may call them. @default - none */
  readonly segments?: Policy['segments'];
  /** What is known of the sites at the other end of lines. @default - anything may come from them */
  readonly sites?: Policy['sites'];
  /** Defaults of parameters that are accepted as given: `<stack>/<parameter>=<value>`. @default - none */
  readonly accept?: readonly string[];
}

/** A network that expectations are about. Make it once for a test file: it keeps what it has computed. */
export class Network {
  private readonly model: TemplateModel;
  private readonly options: NetworkOptions;
  private verifier: Verifier | undefined;

  constructor(model: TemplateModel, options: NetworkOptions = {}) {
    this.model = model;
    this.options = options;
  }

  /** Asks what one rule says, or all rules of a policy. */
  ask(rules: readonly PolicyRule[], policy: Pick<Policy, 'name' | 'segments' | 'sites'>): readonly ProofResult[] {
    const { accept = [] } = this.options;
    const whole: Policy = { ...policy, rules };
    this.verifier ??= verifierFor(this.model, whole);
    return runPolicy(this.verifier, whole, { accept });
  }

  /** Asks what one rule says. */
  askRule(rule: PolicyRule): readonly ProofResult[] {
    const { segments, sites } = this.options;
    return this.ask([rule], {
      name: 'expectation',
      ...(segments === undefined ? {} : { segments }),
      ...(sites === undefined ? {} : { sites }),
    });
  }
}

/**
 * The network of a cloud assembly (`cdk.out`), of templates or of a snapshot of a running network.
 *
 * ```ts
 * const network = networkOf('cdk.out', { segments: { data: 'type:AWS::RDS::*' } });
 * expect(network).toIsolate('internet', 'data');
 * ```
 *
 * @throws HonmaruError when there is nothing that can be read
 */
export function networkOf(input: string | readonly string[] | TemplateModel, options: NetworkOptions = {}): Network {
  const isPath = typeof input === 'string' || Array.isArray(input);
  return new Network(
    isPath ? loadForVerify(input as string | readonly string[], options).model : (input as TemplateModel),
    options,
  );
}
