import type { Party } from './types';
import type { Verifier } from './verifier';

/**
 * Parties that a name stands for: `internet`, `internet:<address>`, `site:<logical id>`, `<logical id>` and
 * `<logical id>@<zone>`.
 */
export function findPlace(
  verifier: Pick<Verifier, 'internet' | 'internetAt' | 'parties' | 'partiesOf' | 'model'>,
  name: string,
): readonly Party[] {
  if (name === 'internet') {
    return [verifier.internet];
  }
  if (name.startsWith('internet:')) {
    return [verifier.internetAt(name.slice('internet:'.length))];
  }
  const isSite = name.startsWith('site:');
  const [id = '', zone] = (isSite ? name.slice('site:'.length) : name).split('@');
  const resources = verifier.model.resources.filter(
    (resource) => resource.logicalId === id || resource.constructPath === id,
  );
  const parties = resources
    .flatMap((resource) => verifier.partiesOf(resource))
    .filter((party) => !isSite || party.kind === 'site');
  return zone === undefined
    ? parties
    : parties.filter((party) => party.kind === 'interface' && party.interface.subnet.zoneName === zone);
}
