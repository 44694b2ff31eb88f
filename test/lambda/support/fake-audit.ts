import { xmlItems, type Reply } from './fake-transport';

/** A document as an answer of a JSON protocol. */
export function jsonReply(body: unknown): Reply {
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/x-amz-json-1.1' } };
}

/** An error of a JSON protocol. */
export function jsonTargetError(code: string, status = 400): Reply {
  return {
    status,
    body: JSON.stringify({ __type: `com.amazonaws.service#${code}`, message: 'no' }),
    headers: { 'content-type': 'application/x-amz-json-1.1' },
  };
}

/** An error of CloudFront. */
export function cloudFrontError(code: string, status = 400): Reply {
  return {
    status,
    body: `<ErrorResponse xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
  };
}

/** Answer of `DescribeFlowLogs`: an object of members for each flow log. */
export function flowLogsReply(logs: readonly Readonly<Record<string, string>>[], next?: string): Reply {
  const items = logs.map((log) =>
    Object.entries(log)
      .map(([name, value]) => `<${name}>${value}</${name}>`)
      .join(''),
  );
  const token = next === undefined ? '' : `<nextToken>${next}</nextToken>`;
  return {
    body: `<DescribeFlowLogsResponse><requestId>r</requestId><flowLogSet>${xmlItems('item', items)}</flowLogSet>${token}</DescribeFlowLogsResponse>`,
  };
}

/** Answer of `GetDistributionConfig`, with the members that every distribution has. */
export function distributionReply(members: Readonly<Record<string, string>>): Reply {
  const elements = Object.entries(members).map(([name, value]) => `<${name}>${value}</${name}>`);
  return {
    headers: { etag: 'E2QWRUHEXAMPLE' },
    body: `<?xml version="1.0"?><DistributionConfig xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><CallerReference>r</CallerReference>${elements.join('')}</DistributionConfig>`,
  };
}

/** Answer of `GetTopicAttributes`. */
export function topicReply(attributes: Readonly<Record<string, string>>): Reply {
  const entries = Object.entries(attributes).map(
    ([key, value]) => `<key>${key}</key><value>${value.replaceAll('"', '&quot;')}</value>`,
  );
  return snsReply('GetTopicAttributes', `<Attributes>${xmlItems('entry', entries)}</Attributes>`);
}

/** A page of `ListSubscriptionsByTopic`. */
export function subscriptionsReply(
  subscriptions: readonly (readonly [arn: string, protocol: string, endpoint: string])[],
  next?: string,
): Reply {
  const members = subscriptions.map(
    ([arn, protocol, endpoint]) =>
      `<SubscriptionArn>${arn}</SubscriptionArn><Protocol>${protocol}</Protocol><Endpoint>${endpoint}</Endpoint>`,
  );
  const token = next === undefined ? '' : `<NextToken>${next}</NextToken>`;
  return snsReply('ListSubscriptionsByTopic', `<Subscriptions>${xmlItems('member', members)}</Subscriptions>${token}`);
}

function snsReply(action: string, body: string): Reply {
  return {
    body: `<${action}Response xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><${action}Result>${body}</${action}Result></${action}Response>`,
  };
}
