import { knownText, type TemplateResource } from '../../template';
import type { ReadContext } from './context';

/** Services whose control plane is in us-east-1, wherever their stack is (FM-25). */
const GLOBAL = ['cloudfront', 'iam', 'route53'];
const GLOBAL_REGION = 'us-east-1';

/**
 * Makes the control plane of every service that has a resource in the model a group: without it nothing of the service can
 * be made or changed.
 */
export function addPlanes(ctx: ReadContext): void {
  for (const resource of ctx.draft.touched) {
    const service = serviceOf(resource);
    if (service !== undefined) {
      ctx.draft.plane(planeRegion(ctx, resource, service), service);
    }
  }
}

function serviceOf({ type }: TemplateResource): string | undefined {
  const [, name] = /^AWS::(\w+?)(?:V2)?::/.exec(type) ?? [];
  return name?.toLowerCase();
}

function planeRegion(ctx: ReadContext, resource: TemplateResource, service: string): string | undefined {
  const isEdge = service === 'wafv2' && knownText(ctx.property(resource, 'Scope')) === 'CLOUDFRONT';
  return GLOBAL.includes(service) || isEdge ? GLOBAL_REGION : resource.stack.region;
}
