import {
  CreateVpcOriginCommand,
  DeleteVpcOriginCommand,
  GetVpcOriginCommand,
  VpcIpAddressType,
  OriginProtocolPolicy,
  SslProtocol,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateVpcOriginCommand,
  type CloudFrontClient,
  type VpcOrigin,
  type VpcOriginEndpointConfig,
} from '@aws-sdk/client-cloudfront';
import * as z from 'zod/mini';
import { required, unlessGone } from '../failure';
import { playedType, type Made } from '../played-type';
import { number, tags, text } from '../shapes';
import { tagChanges, type TagChanges } from '../tags';

const properties = z.strictObject({
  Tags: tags,
  VpcOriginEndpointConfig: z.strictObject({
    Arn: text,
    HTTPPort: z.optional(number),
    HTTPSPort: z.optional(number),
    IpAddressType: z.optional(z.enum(VpcIpAddressType)),
    Name: text,
    OriginProtocolPolicy: z.optional(z.enum(OriginProtocolPolicy)),
    OriginSSLProtocols: z.optional(z.array(z.enum(SslProtocol))),
  }),
});

type EndpointProperties = z.infer<typeof properties>['VpcOriginEndpointConfig'];

/** `AWS::CloudFront::VpcOrigin`. */
export const vpcOrigin = playedType({
  properties,
  replacing: [],
  create: async ({ properties: { Tags, VpcOriginEndpointConfig }, clients: { cloudFront } }) => {
    const made = await cloudFront.send(
      new CreateVpcOriginCommand({
        VpcOriginEndpointConfig: endpoint(VpcOriginEndpointConfig),
        Tags: Tags === undefined ? undefined : { Items: Tags },
      }),
    );
    return describe(required(made.VpcOrigin, 'VpcOrigin'));
  },
  update: async (Id, { properties: after, clients: { cloudFront } }, { keys, before }) => {
    const found = await cloudFront.send(new GetVpcOriginCommand({ Id }));
    const origin = required(found.VpcOrigin, 'VpcOrigin');
    await changeTags(cloudFront, required(origin.Arn, 'Arn'), tagChanges(before.Tags, after.Tags));
    if (!keys.has('VpcOriginEndpointConfig')) {
      return describe(origin);
    }
    const changed = await cloudFront.send(
      new UpdateVpcOriginCommand({
        Id,
        IfMatch: required(found.ETag, 'ETag'),
        VpcOriginEndpointConfig: endpoint(after.VpcOriginEndpointConfig),
      }),
    );
    return describe(required(changed.VpcOrigin, 'VpcOrigin'));
  },
  remove: async (Id, { clients: { cloudFront } }) => {
    const found = await unlessGone(cloudFront.send(new GetVpcOriginCommand({ Id })), GONE);
    if (found !== undefined) {
      const command = new DeleteVpcOriginCommand({ Id, IfMatch: required(found.ETag, 'ETag') });
      await unlessGone(cloudFront.send(command), GONE);
    }
  },
});

const GONE = ['EntityNotFound', 'NoSuchResource'];

/** The API wants what CloudFormation fills in. */
function endpoint({ OriginSSLProtocols = ['TLSv1.2'], ...config }: EndpointProperties): VpcOriginEndpointConfig {
  return {
    ...config,
    HTTPPort: config.HTTPPort ?? 80,
    HTTPSPort: config.HTTPSPort ?? 443,
    OriginProtocolPolicy: config.OriginProtocolPolicy ?? 'match-viewer',
    OriginSslProtocols: { Quantity: OriginSSLProtocols.length, Items: OriginSSLProtocols },
  };
}

async function changeTags(cloudFront: CloudFrontClient, arn: string, { put, dropped }: TagChanges): Promise<void> {
  if (put.length > 0) {
    await cloudFront.send(new TagResourceCommand({ Resource: arn, Tags: { Items: put } }));
  }
  if (dropped.length > 0) {
    await cloudFront.send(new UntagResourceCommand({ Resource: arn, TagKeys: { Items: dropped } }));
  }
}

function describe({ Id, Arn, AccountId, CreatedTime, LastModifiedTime }: VpcOrigin): Made {
  return {
    physicalId: required(Id, 'Id'),
    attributes: {
      ...{ Id, Arn, AccountId },
      // The API answers before the origin is deployed; CloudFormation waits, so that nobody reads another status.
      Status: 'Deployed',
      CreatedTime: CreatedTime?.toISOString(),
      LastModifiedTime: LastModifiedTime?.toISOString(),
    },
  };
}
