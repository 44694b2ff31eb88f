import {
  createEvaluator,
  itemsOf,
  knownNumber,
  knownText,
  targetOf,
  type Evaluator,
  type TemplateResource,
  type Value,
} from '../../../template';
import type { Verifier } from '../../engine/verifier';
import { originOf } from '../select/candidates';
import { strangerAddresses } from '../defaults/stranger';
import { fieldOf } from '../read-field';
import { covers } from '../run/service-words';
import type { PolicyFinding } from '../types';
import { warningFinding } from './make-finding';

/**
 * Listeners that take requests from anybody without encryption. One that only sends clients on to HTTPS is none.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html read 2026-11-26
 */
export function openListenerFindings(verifier: Verifier): readonly PolicyFinding[] {
  const { model } = verifier;
  const evaluator = createEvaluator(model);
  const listeners = [
    ...(model.byType.get('AWS::ElasticLoadBalancingV2::Listener') ?? []).flatMap((listener) =>
      plainListener(evaluator, listener),
    ),
    ...(model.byType.get('AWS::ElasticLoadBalancing::LoadBalancer') ?? []).flatMap((balancer) =>
      classicListeners(evaluator, balancer),
    ),
  ];
  if (listeners.length === 0) {
    return [];
  }
  const strangers = strangerAddresses(verifier).map((address) => verifier.internetAt(address));
  return listeners.flatMap(({ balancer, port, origin }) => {
    const parties = verifier.partiesOf(balancer);
    const { may } = verifier.betweenGroups(strangers, parties, 'delivers', 'direct');
    const label = parties.map((party) => originOf(party)?.label ?? '')[0] ?? balancer.logicalId;
    return covers(may, [`tcp/${String(port)}`])
      ? [
          warningFinding(
            'LISTENER_PLAINTEXT_OPEN',
            {
              id: `${origin.stack.constructPath}/${origin.logicalId}`,
              label: origin.constructPath ?? origin.logicalId,
              resource: origin,
            },
            {
              en: `${label} takes requests from anybody on port ${String(port)} without encryption: use HTTPS, or let the listener redirect to it`,
              ja: `${label} はポート ${String(port)} で、暗号化されていないリクエストを不特定多数から受け付けている。HTTPS を使用するか、HTTPS へリダイレクトすること`,
            },
            ['LB-01'],
          ),
        ]
      : [];
  });
}

interface PlainListener {
  readonly balancer: TemplateResource;
  readonly port: number;
  readonly origin: TemplateResource;
}

function plainListener(evaluator: Evaluator, listener: TemplateResource): readonly PlainListener[] {
  const balancer = targetOf(evaluator.property(listener, 'LoadBalancerArn'));
  const port = knownNumber(evaluator.property(listener, 'Port'));
  const isPlain = knownText(evaluator.property(listener, 'Protocol')) === 'HTTP';
  const actions = itemsOf(evaluator.property(listener, 'DefaultActions')) ?? [];
  return balancer !== undefined &&
    port !== undefined &&
    isPlain &&
    !actions.some(redirects) &&
    evaluator.exists(listener) !== 'no'
    ? [{ balancer, port, origin: listener }]
    : [];
}

function classicListeners(evaluator: Evaluator, balancer: TemplateResource): readonly PlainListener[] {
  return (itemsOf(evaluator.property(balancer, 'Listeners')) ?? []).flatMap((listener) => {
    const protocol = knownText(fieldOf(listener, 'Protocol')) ?? '';
    const port = knownNumber(fieldOf(listener, 'LoadBalancerPort'));
    return protocol.toUpperCase() === 'HTTP' && port !== undefined ? [{ balancer, port, origin: balancer }] : [];
  });
}

function redirects(action: Value): boolean {
  return knownText(fieldOf(action, 'Type')) === 'redirect';
}
