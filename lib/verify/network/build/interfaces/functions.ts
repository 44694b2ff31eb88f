import { knownText, targetOf, type TemplateResource } from '../../../../template';
import { originOf, type BuildContext } from '../context';
import { entry, textIs, truth } from '../read-values';
import { addInSubnets } from './in-subnets';
import { functionNode } from './target-groups';

/**
 * Functions with interfaces, which send only, and tasks of containers.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html read 2026-11-25: a function in a VPC has no
 * public address and is not called through its interface
 */
export function buildFunctions(ctx: BuildContext): void {
  for (const resource of ctx.resources('AWS::Lambda::Function')) {
    const config = ctx.property(resource, 'VpcConfig');
    const subnets = entry(config, 'SubnetIds');
    if (subnets.kind !== 'absent') {
      addInSubnets(ctx, resource, 'function', subnets, entry(config, 'SecurityGroupIds'), () => 'no', {
        receives: 'none',
        hasIpv6: truth(entry(config, 'Ipv6AllowedForDualStack'), false),
      });
    }
    functionNode(ctx, resource);
  }
  for (const resource of ctx.resources('AWS::ECS::Service')) {
    const config = ctx.property(resource, 'NetworkConfiguration', 'AwsvpcConfiguration');
    const subnets = entry(config, 'Subnets');
    if (subnets.kind !== 'absent') {
      const isPublic = textIs(entry(config, 'AssignPublicIp'), (text) => text === 'ENABLED', false);
      addInSubnets(ctx, resource, 'task', subnets, entry(config, 'SecurityGroups'), () => isPublic);
    }
  }
  buildInvocations(ctx);
}

/** Services that call functions for whoever asks them; other services of AWS call them for the account itself. */
const CALLS_FOR_ANYONE = /^(apigateway|elasticloadbalancing|cognito-idp|iot|lex|connect|alexa-.*|\*)/;

function buildInvocations(ctx: BuildContext): void {
  for (const resource of ctx.resources('AWS::Lambda::Url')) {
    const target = targetOf(ctx.property(resource, 'TargetFunctionArn'));
    const isOpen = textIs(ctx.property(resource, 'AuthType'), (text) => text === 'NONE', false);
    // With AWS_IAM whoever has the permission calls it, from anywhere.
    addInvocation(ctx, resource, target, isOpen === 'yes' ? ctx.exists(resource) : 'unknown');
  }
  for (const resource of ctx.resources('AWS::Lambda::Permission')) {
    const target = targetOf(ctx.property(resource, 'FunctionName'));
    const principal = knownText(ctx.property(resource, 'Principal'));
    if (principal === undefined || CALLS_FOR_ANYONE.test(principal) || /^\d{12}$|^arn:/.test(principal)) {
      addInvocation(ctx, resource, target, 'unknown');
    }
  }
}

function addInvocation(
  ctx: BuildContext,
  by: TemplateResource,
  target: TemplateResource | undefined,
  exists: 'yes' | 'no' | 'unknown',
): void {
  if (target?.type === 'AWS::Lambda::Function') {
    ctx.invocations.push({
      id: originOf(by).id,
      origin: originOf(by),
      from: 'internet',
      function: functionNode(ctx, target),
      exists,
    });
  } else {
    ctx.cloud(by, 'the function that it opens is not in the templates');
  }
}
