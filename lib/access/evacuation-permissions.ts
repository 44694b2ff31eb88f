import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { evacuateWriterFunctionName } from '../site/names';
import type { Site } from '../site/site';

/**
 * Lets operators order the writer out of a zone, and ask what such an order would do, from the listed networks alone.
 *
 * The functions belong to a later stack and are named here by their fixed names. They carry every guard themselves: whoever
 * may invoke them can neither choose the new writer nor lift a limit.
 */
export function allowEvacuation(scope: Construct, site: Site): PolicyStatement[] {
  const { adminSources } = site.operations;
  if (adminSources.length === 0) {
    return [];
  }
  return [
    new PolicyStatement({
      sid: 'EvacuateWriter',
      actions: ['lambda:InvokeFunction'],
      resources: (['act', 'dry-run'] as const).map((mode) =>
        Stack.of(scope).formatArn({
          service: 'lambda',
          resource: 'function',
          resourceName: evacuateWriterFunctionName(site, mode),
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ),
      conditions: { IpAddress: { 'aws:SourceIp': adminSources.map(({ cidr }) => cidr) } },
    }),
  ];
}
