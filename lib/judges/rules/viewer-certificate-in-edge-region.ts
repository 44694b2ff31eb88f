import { at, resolve, textOf, type TemplateModel } from '../../template';
import { judge, undetermined, type Rule, type RuleFault } from '../rule';
import { arnParts, distributionsOf, EDGE_REGION, type DistributionView } from '../support';

/** For the certificate: CloudFront takes those of one Region alone. */
export const viewerCertificateInEdgeRegion: Rule = {
  id: 'ViewerCertificateInEdgeRegion',
  description: 'The certificate of a distribution is in us-east-1.',
  check: (model) =>
    distributionsOf(model)
      .filter(({ config }) => at(config, 'ViewerCertificate', 'AcmCertificateArn') !== undefined)
      .map((distribution) => judge(distribution.resource, [certificateFault(model, distribution)])),
};

function certificateFault(model: TemplateModel, { resource, config }: DistributionView): RuleFault | undefined {
  const property = 'Properties.DistributionConfig.ViewerCertificate.AcmCertificateArn';
  const certificate = resolve(model, resource.stack, at(config, 'ViewerCertificate', 'AcmCertificateArn'));
  const region =
    certificate.kind === 'reference' ? certificate.resource.stack.region : arnParts(textOf(certificate))?.region;
  if (region === undefined) {
    return undetermined('the Region of the certificate cannot be found', property);
  }
  return region === EDGE_REGION ? undefined : { message: `takes its certificate from ${region}`, property };
}
