import type { Check } from '../shared/run-check';
import { checkAudit } from './check';
import type { AuditClients } from './clients';
import type { AuditCheckEvent } from './contract';
import { auditCheckEvent } from './event';
import { readAudit } from './read';

/** The audit check with its clients, which live as long as the container. */
export function auditCheck(clients: AuditClients): Check<AuditCheckEvent> {
  return {
    name: 'audit-check',
    event: auditCheckEvent,
    run: async (event, abortSignal, now) => {
      const inputs = await readAudit(event, clients, { now, abortSignal });
      return { decision: checkAudit(event, inputs, now), inputs };
    },
  };
}
