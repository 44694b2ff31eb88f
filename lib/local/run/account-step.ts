import { readAssembly } from '../../template';
import { importCertificate, makeTrail, namedCertificates } from '../account';
import type { RunContext, RunningSite } from './local-run';

/** How long an imported certificate is good. */
const VALIDITY_MILLISECONDS = 300 * 86_400_000;

/**
 * Makes what an account has before a site comes: a trail of every Region, and the certificates that the site names by their
 * ARNs.
 */
export async function prepareAccount(context: RunContext, site: RunningSite): Promise<void> {
  const templates = readAssembly(site.first.directory).stacks.map(({ template }) => template);
  const certificates = namedCertificates(templates);
  await context.draft.step('make what the account has before', async (step) => {
    await makeTrail(site.primary);
    for (const certificate of certificates) {
      const notAfter = new Date(context.now() + VALIDITY_MILLISECONDS);
      await importCertificate(site.primary.address, site.authority, certificate, notAfter);
    }
    step.done(certificates.length === 0 ? 'a trail' : `a trail, ${String(certificates.length)} certificates`);
  });
}
