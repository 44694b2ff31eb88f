import { isDeepStrictEqual, inspect } from 'node:util';
import { closeClients } from '../../../lib/local/aws';
import { DIVERGENCES, type DivergenceId } from '../../../lib/local/gateway';
import { emulatorClients } from './support/emulator';
import type { Probe } from './support/probe';
import { AUDIT_PROBES } from './support/probe-audit';
import { DATA_PROBES } from './support/probe-data';
import { FUNCTION_PROBES } from './support/probe-functions';
import { LOAD_BALANCING_PROBES } from './support/probe-load-balancing';
import { NETWORK_PROBES } from './support/probe-network';

// One for each divergence, or this does not compile.
const PROBES: Readonly<Record<DivergenceId, Probe>> = {
  ...NETWORK_PROBES,
  ...LOAD_BALANCING_PROBES,
  ...DATA_PROBES,
  ...AUDIT_PROBES,
  ...FUNCTION_PROBES,
};

const clients = emulatorClients();

afterAll(() => {
  closeClients(clients);
});

test.each(Object.entries(PROBES))('the emulator still diverges: %s', async (id, { observe, diverging }) => {
  const observed = await observe(clients);
  if (!isDeepStrictEqual(observed, diverging)) {
    const { aws, emulator, whenChanged } = DIVERGENCES[id as DivergenceId];
    throw new Error(
      [
        `The emulator has changed: ${id}`,
        `It did: ${emulator} (${inspect(diverging)})`,
        `It does: ${inspect(observed, { depth: 4 })}`,
        `AWS: ${aws}`,
        `If it now does as AWS, ${whenChanged}. If it does something else, describe that in lib/local/gateway/divergences/.`,
      ].join('\n'),
    );
  }
});
