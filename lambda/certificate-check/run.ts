import type { Check } from '../shared/run-check';
import { checkCertificates } from './check';
import type { CertificateCheckEvent } from './contract';
import { certificateCheckEvent } from './event';
import { readCertificates, type CertificateClients } from './read';

/** The certificate check with its clients, which live as long as the container. */
export function certificateCheck(clients: CertificateClients): Check<CertificateCheckEvent> {
  return {
    name: 'certificate-check',
    event: certificateCheckEvent,
    run: async (event, abortSignal, now) => {
      const inputs = await readCertificates(event, clients, abortSignal);
      return { decision: checkCertificates(event, inputs, now), inputs };
    },
  };
}
