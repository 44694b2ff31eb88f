import { literalText, resourcesOfType } from '../../template';
import { judge, undetermined, type Rule, type RuleFault } from '../rule';

const TLS_PROTOCOLS = new Set(['HTTPS', 'TLS']);

/** Policies that offer TLS 1.2 and 1.3 alone, post-quantum variants included. */
const CURRENT = /^ELBSecurityPolicy-(TLS13-1-[23](-|$)|TLS-1-2-|FS-1-2-)/;

/**
 * TLS of load balancers, of which cdk-nag reads the certificate and not the policy.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
export const listenerTlsPolicyCurrent: Rule = {
  id: 'ListenerTlsPolicyCurrent',
  description:
    'A TLS listener names a policy that refuses TLS 1.0 and 1.1; without a policy CloudFormation takes ELBSecurityPolicy-2016-08, which offers both.',
  check: (model) =>
    resourcesOfType(model, 'AWS::ElasticLoadBalancingV2::Listener')
      .filter(({ properties }) => TLS_PROTOCOLS.has(String(properties['Protocol'])))
      .map((listener) => {
        const policy = listener.properties['SslPolicy'];
        return judge(listener, [policyFault(literalText(model, listener.stack, policy), policy === undefined)]);
      }),
};

function policyFault(policy: string | undefined, absent: boolean): RuleFault | undefined {
  const property = 'Properties.SslPolicy';
  if (absent) {
    return { message: 'names no TLS policy', property };
  }
  if (policy === undefined) {
    return undetermined('the TLS policy cannot be found', property);
  }
  return CURRENT.test(policy) ? undefined : { message: `offers old versions of TLS by ${policy}`, property };
}
