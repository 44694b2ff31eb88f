import path from 'node:path';
import { findWeaknesses, readFailureModel } from '../../../lib/failures';
import { loadAssembly } from '../../../lib/template';
import { createVerifier } from '../../../lib/verify';
import { readObjectives } from '../../../lib/verify/backups';
import { assemblyDirectory, REFERENCE_SITES, type ReferenceSite } from '../../support/synth-sites';
import { placesOf } from './small-weaknesses';

// A whole site is read and evaluated for each, on machines that do other things too.
jest.setTimeout(60_000);

/**
 * Nobody tells of the loss of the Region that watches each site: its checks look at the Region of the site, and what looks at
 * them stands beside them. No request is lost with it.
 */
const WATCHED_FROM: Readonly<Record<ReferenceSite, readonly [site: string, region: string]>> = {
  'ticket-agency': ['TicketAgency', 'ap-northeast-3'],
  'safety-confirmation': ['SafetyConfirmation', 'ap-northeast-1'],
  starter: ['Starter', 'us-east-1'],
};

test.each(REFERENCE_SITES)('%s has no weakness but that nobody watches those who watch it', (site) => {
  const templates = loadAssembly(assemblyDirectory(site));
  const verifier = createVerifier(templates);
  const { objectives: backupObjectives } = readObjectives(
    path.join(__dirname, '../../verify/backups/sites', `${site}.yaml`),
  );
  const found = findWeaknesses(templates, readFailureModel(templates, {}, { verifier }), {
    backupObjectives,
    verifier,
  });
  const [name, region] = WATCHED_FROM[site];
  expect(found.map(({ code }) => code)).toEqual(['ALARM_INSIDE_ITS_FAULT']);
  expect(placesOf(found)).toEqual([
    `warning ${name}-${region}-Watch/Alarms/HeartbeatCheckHeartbeat/Resource (${region})`,
  ]);
});
