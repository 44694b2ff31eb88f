import { knownNumber, type TemplateResource } from '../../template';
import { TCP } from '../../verify/address';
import type { Party } from '../../verify';
import { findService } from '../../verify/policy/services';
import type { ReadContext } from './context';

/**
 * Whether servers get to something and are answered: proved of all of them, of some, possible, or impossible.
 *
 * @param port on which it must be, of what takes packets on every port
 */
export function sessionTo(
  ctx: ReadContext,
  from: TemplateResource,
  to: readonly Party[],
  port?: number,
): 'all' | 'some' | 'perhaps' | 'none' {
  const pairs = ctx.verifier.partiesOf(from).flatMap((sender) => to.map((receiver) => ({ sender, receiver })));
  const reaches = pairs.map(({ sender, receiver }) => ctx.verifier.between(sender, receiver, 'session'));
  const isOn = (words: readonly string[]): boolean => words.some((word) => holdsPort(word, port));
  const proved = reaches.filter(({ some }) => isOn(some)).length;
  if (proved === 0) {
    return reaches.some(({ may }) => isOn(may)) ? 'perhaps' : 'none';
  }
  return proved === pairs.length ? 'all' : 'some';
}

/** Parties of a database, in the zone where it surely is. */
export function databaseParties(ctx: ReadContext, instances: readonly TemplateResource[]): readonly Party[] {
  return instances.flatMap((instance) => {
    const zone = ctx.property(instance, 'AvailabilityZone');
    return ctx.verifier
      .partiesOf(instance)
      .filter(
        (party) =>
          zone.kind !== 'known' || party.kind !== 'interface' || party.interface.subnet.zoneName === zone.value,
      );
  });
}

/** The port of a database. */
export function databasePort(ctx: ReadContext, resource: TemplateResource): number | undefined {
  return knownNumber(ctx.evaluator.attribute(resource, 'Endpoint.Port'));
}

function holdsPort(word: string, port: number | undefined): boolean {
  const range = findService(word);
  if (range === undefined || (range.protocol !== 'any' && range.protocol !== TCP)) {
    return false;
  }
  return port === undefined || range.ports === undefined || (range.ports.from <= port && port <= range.ports.to);
}
