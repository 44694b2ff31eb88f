import { asList, at, resourcesOfType } from '../../template';
import { judge, type Rule } from '../rule';
import { logBucketFault } from '../support';

/**
 * What a log bucket may be encrypted with for load balancers to deliver to it.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
export const loadBalancerLogBucketEncryption: Rule = {
  id: 'LoadBalancerLogBucketEncryption',
  description: 'A load balancer logs to a bucket encrypted with the keys of S3: it cannot write to one with a KMS key.',
  check: (model) =>
    resourcesOfType(model, 'AWS::ElasticLoadBalancingV2::LoadBalancer').map((loadBalancer) =>
      judge(
        loadBalancer,
        asList(loadBalancer.properties['LoadBalancerAttributes']).map((attribute) => {
          const key = at(attribute, 'Key');
          const value = at(attribute, 'Value');
          return typeof key === 'string' && key.endsWith('.s3.bucket') && value !== undefined
            ? logBucketFault(model, loadBalancer, value, 'Properties.LoadBalancerAttributes')
            : undefined;
        }),
      ),
    ),
};
