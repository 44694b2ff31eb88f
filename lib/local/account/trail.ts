import { CreateBucketCommand, type BucketLocationConstraint } from '@aws-sdk/client-s3';
import { jsonRequest, type LocalClients } from '../aws';

/** Name of the trail, which is the account's and not the site's. */
const TRAIL = 'account-trail';

/** Prefix of the actions of CloudTrail. */
const CLOUDTRAIL = 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101';

/** Makes a trail of every Region, which records from now on, with its bucket. */
export async function makeTrail({ s3, region, address }: LocalClients): Promise<void> {
  const S3BucketName = `account-trail-${address.account}`;
  await s3.send(
    new CreateBucketCommand({
      Bucket: S3BucketName,
      ...(region === 'us-east-1'
        ? {}
        : { CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint } }),
    }),
  );
  await callTrail({ address, region }, 'CreateTrail', {
    Name: TRAIL,
    S3BucketName,
    IsMultiRegionTrail: true,
    IncludeGlobalServiceEvents: true,
    EnableLogFileValidation: true,
  });
  await setTrailLogging({ address, region }, true);
}

/** Starts or stops the trail of the account. */
export async function setTrailLogging(place: Pick<LocalClients, 'address' | 'region'>, on: boolean): Promise<void> {
  await callTrail(place, on ? 'StartLogging' : 'StopLogging', { Name: TRAIL });
}

async function callTrail(
  { address, region }: Pick<LocalClients, 'address' | 'region'>,
  action: string,
  input: object,
): Promise<void> {
  await jsonRequest(address, { service: 'cloudtrail', region, target: `${CLOUDTRAIL}.${action}`, input });
}
