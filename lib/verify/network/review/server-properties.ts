/**
 * Properties of servers, databases, functions and distributions that the model reads, or that do not bear on the network.
 *
 * Reviewed 2026-11-26 against the "Properties" section of each type.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
export const SERVER_PROPERTIES: Readonly<Record<string, string>> = {
  'AWS::AutoScaling::AutoScalingGroup':
    'AutoScalingGroupName AvailabilityZoneDistribution AvailabilityZoneIds AvailabilityZoneImpairmentPolicy AvailabilityZones CapacityRebalance CapacityReservationSpecification Context Cooldown DefaultInstanceWarmup DeletionProtection DesiredCapacity DesiredCapacityType HealthCheckGracePeriod HealthCheckType InstanceId InstanceLifecyclePolicy InstanceMaintenancePolicy LaunchConfigurationName LaunchTemplate LifecycleHookSpecificationList LoadBalancerNames MaxInstanceLifetime MaxSize MetricsCollection MinSize MixedInstancesPolicy NewInstancesProtectedFromScaleIn NotificationConfiguration NotificationConfigurations PlacementGroup ServiceLinkedRoleARN SkipZonalShiftValidation Tags TargetGroupARNs TerminationPolicies TrafficSources VPCZoneIdentifier',
  'AWS::AutoScaling::LaunchConfiguration':
    'AssociatePublicIpAddress BlockDeviceMappings ClassicLinkVPCId ClassicLinkVPCSecurityGroups EbsOptimized IamInstanceProfile ImageId InstanceId InstanceMonitoring InstanceType KernelId KeyName LaunchConfigurationName MetadataOptions PlacementTenancy RamDiskId SecurityGroups SpotPrice UserData',
  'AWS::ElasticLoadBalancingV2::TargetGroup':
    'HealthCheckEnabled HealthCheckIntervalSeconds HealthCheckPath HealthCheckPort HealthCheckProtocol HealthCheckTimeoutSeconds HealthyThresholdCount IpAddressType Matcher Name Port Protocol ProtocolVersion Tags TargetControlPort TargetGroupAttributes TargetType Targets UnhealthyThresholdCount VpcId',
  'AWS::ElasticLoadBalancing::LoadBalancer':
    'AccessLoggingPolicy AppCookieStickinessPolicy AvailabilityZones ConnectionDrainingPolicy ConnectionSettings CrossZone HealthCheck Instances LBCookieStickinessPolicy Listeners LoadBalancerName Policies Scheme SecurityGroups Subnets Tags',
  'AWS::RDS::DBInstance':
    'AdditionalStorageVolumes AllocatedStorage AllowMajorVersionUpgrade ApplyImmediately AssociatedRoles AutoMinorVersionUpgrade AutomaticBackupReplicationKmsKeyId AutomaticBackupReplicationRegion AutomaticBackupReplicationRetentionPeriod AvailabilityZone BackupRetentionPeriod BackupTarget CACertificateIdentifier CertificateRotationRestart CharacterSetName CopyTagsToSnapshot CustomIAMInstanceProfile DBClusterIdentifier DBClusterSnapshotIdentifier DBInstanceClass DBInstanceIdentifier DBName DBParameterGroupName DBSecurityGroups DBSnapshotIdentifier DBSubnetGroupName DBSystemId DatabaseInsightsMode DedicatedLogVolume DeleteAutomatedBackups DeletionProtection Domain DomainAuthSecretArn DomainDnsIps DomainFqdn DomainIAMRoleName DomainOu EnableCloudwatchLogsExports EnableIAMDatabaseAuthentication EnablePerformanceInsights Engine EngineLifecycleSupport EngineVersion Iops KmsKeyId LicenseModel ManageMasterUserPassword MasterUserAuthenticationType MasterUserPassword MasterUserSecret MasterUsername MaxAllocatedStorage MonitoringInterval MonitoringRoleArn MultiAZ NcharCharacterSetName NetworkType OptionGroupName PerformanceInsightsKMSKeyId PerformanceInsightsRetentionPeriod Port PreferredBackupWindow PreferredMaintenanceWindow ProcessorFeatures PromotionTier PubliclyAccessible ReplicaMode RestoreTime SourceDBClusterIdentifier SourceDBInstanceAutomatedBackupsArn SourceDBInstanceIdentifier SourceDbiResourceId SourceRegion StorageEncrypted StorageThroughput StorageType Tags TdeCredentialArn TdeCredentialPassword Timezone UseDefaultProcessorFeatures UseLatestRestorableTime VPCSecurityGroups',
  'AWS::RDS::DBCluster':
    'AllocatedStorage AssociatedRoles AutoMinorVersionUpgrade AvailabilityZones BacktrackWindow BackupRetentionPeriod ClusterScalabilityType CopyTagsToSnapshot DBClusterIdentifier DBClusterInstanceClass DBClusterParameterGroupName DBInstanceParameterGroupName DBSubnetGroupName DBSystemId DatabaseInsightsMode DatabaseName DeleteAutomatedBackups DeletionProtection Domain DomainIAMRoleName EnableCloudwatchLogsExports EnableGlobalWriteForwarding EnableHttpEndpoint EnableIAMDatabaseAuthentication EnableLocalWriteForwarding Engine EngineLifecycleSupport EngineMode EngineVersion GlobalClusterIdentifier Iops KmsKeyId ManageMasterUserPassword MasterUserAuthenticationType MasterUserPassword MasterUserSecret MasterUsername MonitoringInterval MonitoringRoleArn NetworkType PerformanceInsightsEnabled PerformanceInsightsKmsKeyId PerformanceInsightsRetentionPeriod Port PreferredBackupWindow PreferredMaintenanceWindow PubliclyAccessible ReplicationSourceIdentifier RestoreToTime RestoreType ScalingConfiguration ServerlessV2ScalingConfiguration SnapshotIdentifier SourceDBClusterIdentifier SourceDbClusterResourceId SourceRegion StorageEncrypted StorageType Tags UseLatestRestorableTime VpcSecurityGroupIds WithExpressConfiguration',
  'AWS::RDS::DBSubnetGroup': 'DBSubnetGroupDescription DBSubnetGroupName SubnetIds Tags',
  'AWS::RDS::DBProxy':
    'Auth DBProxyName DebugLogging DefaultAuthScheme EndpointNetworkType EngineFamily IdleClientTimeout RequireTLS RoleArn Tags TargetConnectionNetworkType VpcSecurityGroupIds VpcSubnetIds',
  'AWS::RDS::DBProxyTargetGroup':
    'ConnectionPoolConfigurationInfo DBClusterIdentifiers DBInstanceIdentifiers DBProxyName Tags TargetGroupName',
  'AWS::RDS::DBProxyEndpoint':
    'DBProxyEndpointName DBProxyName EndpointNetworkType Tags TargetRole VpcSecurityGroupIds VpcSubnetIds',
  'AWS::EFS::FileSystem':
    'AvailabilityZoneName BackupPolicy BypassPolicyLockoutSafetyCheck Encrypted FileSystemPolicy FileSystemProtection FileSystemTags KmsKeyId LifecyclePolicies PerformanceMode ProvisionedThroughputInMibps ReplicationConfiguration ThroughputMode',
  'AWS::EFS::MountTarget': 'FileSystemId IpAddress IpAddressType Ipv6Address SecurityGroups SubnetId',
  'AWS::ElastiCache::CacheCluster':
    'AZMode AutoMinorVersionUpgrade CacheNodeType CacheParameterGroupName CacheSecurityGroupNames CacheSubnetGroupName ClusterName Engine EngineVersion IpDiscovery LogDeliveryConfigurations NetworkType NotificationTopicArn NumCacheNodes Port PreferredAvailabilityZone PreferredAvailabilityZones PreferredMaintenanceWindow SnapshotArns SnapshotName SnapshotRetentionLimit SnapshotWindow Tags TransitEncryptionEnabled VpcSecurityGroupIds',
  'AWS::ElastiCache::ReplicationGroup':
    'AtRestEncryptionEnabled AuthToken AutoMinorVersionUpgrade AutomaticFailoverEnabled CacheNodeType CacheParameterGroupName CacheSecurityGroupNames CacheSubnetGroupName ClusterMode DataTieringEnabled Durability Engine EngineVersion GlobalReplicationGroupId IpDiscovery KmsKeyId LogDeliveryConfigurations MultiAZEnabled NetworkType NodeGroupConfiguration NotificationTopicArn NumCacheClusters NumNodeGroups Port PreferredCacheClusterAZs PreferredMaintenanceWindow PrimaryClusterId ReplicasPerNodeGroup ReplicationGroupDescription ReplicationGroupId SecurityGroupIds SnapshotArns SnapshotName SnapshotRetentionLimit SnapshotWindow SnapshottingClusterId Tags TransitEncryptionEnabled TransitEncryptionMode UserGroupIds',
  'AWS::ElastiCache::ServerlessCache':
    'CacheUsageLimits ConnectionType DailySnapshotTime Description Endpoint Engine FinalSnapshotName KmsKeyId MajorEngineVersion NetworkType ReaderEndpoint SecurityGroupIds ServerlessCacheName SnapshotArnsToRestore SnapshotRetentionLimit SubnetIds Tags UserGroupId',
  'AWS::ElastiCache::SubnetGroup': 'CacheSubnetGroupName Description SubnetIds Tags',
  'AWS::Lambda::Function':
    'Architectures CapacityProviderConfig Code CodeSigningConfigArn DeadLetterConfig Description DurableConfig Environment EphemeralStorage FileSystemConfigs FunctionName FunctionScalingConfig Handler ImageConfig KmsKeyArn Layers LoggingConfig MemorySize PackageType PublishToLatestPublished RecursiveLoop ReservedConcurrentExecutions Role Runtime RuntimeManagementConfig SnapStart Tags TenancyConfig Timeout TracingConfig VpcConfig',
  'AWS::Lambda::Url': 'AuthType Cors InvokeMode Qualifier TargetFunctionArn',
  'AWS::Lambda::Permission':
    'Action EventSourceToken FunctionName FunctionUrlAuthType InvokedViaFunctionUrl Principal PrincipalOrgID SourceAccount SourceArn',
  'AWS::CloudFront::Distribution': 'DistributionConfig Tags',
  'AWS::CloudFront::VpcOrigin': 'Tags VpcOriginEndpointConfig',
};

/** A part of a resource and what it may hold; `*` stands for each item of a list. */
export interface Part {
  readonly path: readonly string[];
  readonly known: ReadonlySet<string>;
}

/** Parts of resources that bear on the network, with their properties, reviewed likewise. */
export const PARTS: ReadonlyMap<string, readonly Part[]> = partsOf([
  [
    'AWS::EC2::LaunchTemplate',
    'LaunchTemplateData',
    'BlockDeviceMappings CapacityReservationSpecification CpuOptions CreditSpecification DisableApiStop DisableApiTermination EbsOptimized ElasticGpuSpecifications ElasticInferenceAccelerators EnclaveOptions HibernationOptions IamInstanceProfile ImageId InstanceInitiatedShutdownBehavior InstanceMarketOptions InstanceRequirements InstanceType KernelId KeyName LicenseSpecifications MaintenanceOptions MetadataOptions Monitoring NetworkInterfaces NetworkPerformanceOptions Placement PrivateDnsNameOptions RamDiskId SecurityGroupIds SecurityGroups TagSpecifications UserData',
  ],
  [
    'AWS::EC2::LaunchTemplate',
    'LaunchTemplateData.NetworkInterfaces.*',
    'AssociateCarrierIpAddress AssociatePublicIpAddress ConnectionTrackingSpecification DeleteOnTermination Description DeviceIndex EnaQueueCount EnaSrdSpecification Groups InterfaceType Ipv4PrefixCount Ipv4Prefixes Ipv6AddressCount Ipv6Addresses Ipv6PrefixCount Ipv6Prefixes NetworkCardIndex NetworkInterfaceId PrimaryIpv6 PrivateIpAddress PrivateIpAddresses SecondaryPrivateIpAddressCount SubnetId',
  ],
  [
    'AWS::EC2::Instance',
    'NetworkInterfaces.*',
    'AssociateCarrierIpAddress AssociatePublicIpAddress DeleteOnTermination Description DeviceIndex EnaSrdSpecification GroupSet Groups Ipv6AddressCount Ipv6Addresses NetworkInterfaceId PrivateIpAddress PrivateIpAddresses SecondaryPrivateIpAddressCount SubnetId',
  ],
  [
    'AWS::CloudFront::Distribution',
    'DistributionConfig',
    'Aliases AnycastIpListId CNAMEs CacheBehaviors CacheTagConfig Comment ConnectionFunctionAssociation ConnectionMode ContinuousDeploymentPolicyId CustomErrorResponses CustomOrigin DefaultCacheBehavior DefaultRootObject Enabled HttpVersion IPV6Enabled Logging OriginGroups Origins PriceClass Restrictions S3Origin Staging TenantConfig ViewerCertificate ViewerMtlsConfig WebACLId',
  ],
  [
    'AWS::CloudFront::Distribution',
    'DistributionConfig.Origins.*',
    'ConnectionAttempts ConnectionTimeout CustomOriginConfig DomainName Id OriginAccessControlId OriginCustomHeaders OriginPath OriginShield ResponseCompletionTimeout S3OriginConfig VpcOriginConfig',
  ],
  [
    'AWS::CloudFront::VpcOrigin',
    'VpcOriginEndpointConfig',
    'Arn HTTPPort HTTPSPort IpAddressType Name OriginProtocolPolicy OriginSSLProtocols',
  ],
  [
    'AWS::ElasticLoadBalancingV2::Listener',
    'DefaultActions.*',
    'AuthenticateCognitoConfig AuthenticateOidcConfig FixedResponseConfig ForwardConfig JwtValidationConfig Order RedirectConfig TargetGroupArn Type',
  ],
  [
    'AWS::ElasticLoadBalancingV2::ListenerRule',
    'Actions.*',
    'AuthenticateCognitoConfig AuthenticateOidcConfig FixedResponseConfig ForwardConfig JwtValidationConfig Order RedirectConfig TargetGroupArn Type',
  ],
  [
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    'SubnetMappings.*',
    'AllocationId IPv6Address PrivateIPv4Address SourceNatIpv6Prefix SubnetId',
  ],
  ['AWS::Lambda::Function', 'VpcConfig', 'Ipv6AllowedForDualStack SecurityGroupIds SubnetIds'],
  ['AWS::ECS::Service', 'NetworkConfiguration.AwsvpcConfiguration', 'AssignPublicIp SecurityGroups Subnets'],
  ['AWS::NetworkFirewall::RuleGroup', 'RuleGroup', 'ReferenceSets RuleVariables RulesSource StatefulRuleOptions'],
  [
    'AWS::EC2::SecurityGroup',
    'SecurityGroupIngress.*',
    'CidrIp CidrIpv6 Description FromPort IpProtocol SourcePrefixListId SourceSecurityGroupId SourceSecurityGroupName SourceSecurityGroupOwnerId ToPort',
  ],
  [
    'AWS::EC2::SecurityGroup',
    'SecurityGroupEgress.*',
    'CidrIp CidrIpv6 Description DestinationPrefixListId DestinationSecurityGroupId FromPort IpProtocol ToPort',
  ],
] as const);

/** Parts that are known and not modelled. */
export const PARTS_NOT_MODELLED: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'AWS::CloudFront::Distribution': [
    ['DistributionConfig', 'CustomOrigin'],
    ['DistributionConfig', 'S3Origin'],
  ],
  'AWS::EC2::LaunchTemplate': [
    ['LaunchTemplateData', 'NetworkInterfaces', '*', 'AssociateCarrierIpAddress'],
    ['LaunchTemplateData', 'NetworkInterfaces', '*', 'NetworkInterfaceId'],
  ],
  'AWS::EC2::Instance': [['NetworkInterfaces', '*', 'AssociateCarrierIpAddress']],
};

function partsOf(
  rows: readonly (readonly [type: string, path: string, known: string])[],
): ReadonlyMap<string, readonly Part[]> {
  const all = new Map<string, Part[]>();
  for (const [type, path, known] of rows) {
    const part = { path: path.split('.'), known: new Set(known.split(' ')) };
    all.set(type, [...(all.get(type) ?? []), part]);
  }
  return all;
}
