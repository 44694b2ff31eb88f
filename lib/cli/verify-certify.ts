import { renderCertification } from '../report/verify';
import type { Language } from '../report/verify';
import type { TemplateModel } from '../template';
import type { Policy } from '../verify/policy';

/** What the second implementation says of the engine's answers. */
export interface Certified {
  readonly agrees: boolean;
  readonly text: string;
}

/** Asks both implementations about one packet of every class, and tells where they differ. */
export async function certifyModel(model: TemplateModel, policy: Policy, language: Language): Promise<Certified> {
  // Nobody else needs the second implementation.
  const { certify, describePacket } = await import('../verify/certify');
  const certification = certify(model, policy.sites === undefined ? {} : { sites: policy.sites });
  const packets = certification.differences.map(({ packet }) => describePacket(packet));
  return { agrees: certification.agrees, text: renderCertification(certification, packets, language) };
}
