import { HonmaruError, type Fault } from '../../errors';
import type { Selector } from '../../verify/policy/types';
import type { ReadContext } from './context';
import { WAY_OUT_TYPES } from './egress';
import { DISTRIBUTION_TYPE } from './entries';
import { VPN_TYPE } from './lines';
import { SERVER_TYPES } from './slots';
import { BALANCER_TYPES, DATABASE_TYPES } from './tiers';

/** What a declaration may say that requests do not need. */
const UNNEEDED_TYPES = ['AWS::KMS::Key', 'AWS::SecretsManager::Secret', 'AWS::IAM::Role'];

/**
 * Checks that every selector of a declaration names something: what is declared of nothing would be lost in silence.
 *
 * @throws HonmaruError with every selector that names nothing
 */
export function checkSelections(ctx: ReadContext): void {
  const { services = [], tiers = [], databases = [], balancers = [], partners = [], unneeded = [] } = ctx.declared;
  const faults: Fault[] = [];
  const check = (selector: Selector, types: readonly string[], path: string): void => {
    try {
      ctx.selection.require(selector, types, path);
    } catch (error) {
      if (!(error instanceof HonmaruError)) {
        throw error;
      }
      faults.push(...error.faults);
    }
  };
  services.forEach(({ egress = [], chain = [], entry }, index) => {
    const path = `services[${String(index)}]`;
    if (entry !== undefined) {
      check(entry, [DISTRIBUTION_TYPE, ...BALANCER_TYPES], `${path}.entry`);
    }
    chain.forEach((selector, at) => {
      check(selector, [...SERVER_TYPES, ...DATABASE_TYPES], `${path}.chain[${String(at)}]`);
    });
    egress.forEach(({ from }, at) => {
      check(from, SERVER_TYPES, `${path}.egress[${String(at)}].from`);
    });
  });
  tiers.forEach(({ of, healthCheck = [] }, index) => {
    check(of, SERVER_TYPES, `tiers[${String(index)}].of`);
    healthCheck.forEach((selector, at) => {
      check(selector, [...DATABASE_TYPES, ...BALANCER_TYPES], `tiers[${String(index)}].healthCheck[${String(at)}]`);
    });
  });
  databases.forEach(({ of }, index) => {
    check(of, DATABASE_TYPES, `databases[${String(index)}].of`);
  });
  balancers.forEach(({ of }, index) => {
    check(of, [DISTRIBUTION_TYPE, ...BALANCER_TYPES, ...WAY_OUT_TYPES], `balancers[${String(index)}].of`);
  });
  partners.forEach(({ name, lines }) => {
    lines.forEach(({ connection }, at) => {
      check(connection, [VPN_TYPE], `partners.${name}.lines[${String(at)}].connection`);
    });
  });
  unneeded.forEach((selector, index) => {
    check(selector, UNNEEDED_TYPES, `unneeded[${String(index)}]`);
  });
  if (faults.length > 0) {
    throw new HonmaruError(faults);
  }
}
