import { z } from 'zod';
import { backup } from './backup';
import { capacity } from './capacity';
import { database } from './database';
import { domain, network } from './domains';
import { edge } from './edge';
import { account, dataClass, environment, owner, profile, protection, siteName, standards } from './identity';
import { objectives } from './objectives';
import { operations } from './operations';
import { primaryRegion, recoveryRegions, residency } from './regions';
import { tier } from './tiers';

/** Every field of a site, in the order in which faults are listed. */
export const siteSchema = z.strictObject({
  name: siteName,
  profile,
  owner,
  dataClass,
  account: account.optional(),
  protection: protection.optional(),
  environment: environment.optional(),
  standards: standards.optional(),
  regions: z.strictObject({
    primary: primaryRegion,
    recovery: recoveryRegions.optional(),
    residency: residency.optional(),
  }),
  network: network.optional(),
  domain: domain.optional(),
  edge: edge.optional(),
  capacity,
  tiers: z.strictObject({ web: tier, app: tier }),
  database: database.optional(),
  backup: backup.optional(),
  objectives: objectives.optional(),
  operations,
});
