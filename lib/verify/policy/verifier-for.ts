import { HonmaruError, type Fault } from '../../errors';
import { resourceKey, type TemplateModel } from '../../template';
import { createVerifier, type Verifier } from '../engine/verifier';
import type { VerifierOptions } from '../engine/world-view';
import { announced } from './run/announce';
import { nearestNames } from './select/nearest-names';
import type { Policy } from './types';

/**
 * Makes the verifier with which a policy is asked: it knows what the policy states about sites, and what it names.
 *
 * @throws HonmaruError when the policy speaks of a customer gateway that is not there
 */
export function verifierFor(
  model: TemplateModel,
  policy?: Policy,
  options: Pick<VerifierOptions, 'spoofedSources'> = {},
): Verifier {
  if (policy === undefined) {
    return createVerifier(model, options);
  }
  requireSites(model, policy);
  return createVerifier(model, {
    ...options,
    ...(policy.sites === undefined ? {} : { sites: policy.sites }),
    asked: announced(policy),
  });
}

function requireSites(model: TemplateModel, { name, sites = [] }: Policy): void {
  const gateways = model.byType.get('AWS::EC2::CustomerGateway') ?? [];
  const names = gateways.flatMap((gateway) => [
    gateway.logicalId,
    resourceKey(gateway),
    ...(gateway.constructPath === undefined ? [] : [gateway.constructPath]),
  ]);
  const stated = sites.map(({ customerGateway }) => customerGateway);
  const faults = sites.flatMap((site, index): readonly Fault[] => {
    const wrong = [site.customerGateway, ...(site.relaysTo ?? [])].filter(
      (each) => !names.includes(each) && (each === site.customerGateway || !stated.includes(each)),
    );
    return wrong.map((each) => {
      const near = nearestNames(each, names);
      return {
        path: `${name}: sites[${String(index)}].${each === site.customerGateway ? 'customerGateway' : 'relaysTo'}`,
        must: 'must name a customer gateway of the templates',
        got: `'${each}'`,
        hint:
          near.length > 0
            ? `near are ${near.map((other) => `'${other}'`).join(', ')}`
            : names.length > 0
              ? `use one of ${gateways.map(({ logicalId }) => `'${logicalId}'`).join(', ')}`
              : 'the templates hold none',
        code: 'PolicySiteUnknown',
      };
    });
  });
  if (faults.length > 0) {
    throw new HonmaruError(faults);
  }
}
