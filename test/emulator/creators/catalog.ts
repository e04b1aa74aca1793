import type * as aws from "@pulumi/aws";
import { ACCOUNT, type Clients } from "../clients";
import { arnOf, type Creator, creator, pascal, text } from "./creator";

/** Glue's catalogue and jobs, and Athena's workgroup. */
export function catalogCreators({ glue, athena }: Clients): Record<string, Creator> {
  return {
    "aws:glue/catalogDatabase:CatalogDatabase": creator<aws.glue.CatalogDatabaseArgs>(async (database) => {
      const Name = text(database.name);
      await glue.createDatabase({ DatabaseInput: { Name, Description: database.description } });
      return {
        id: Name,
        outputs: { catalogId: ACCOUNT },
        remove: () => glue.deleteDatabase({ Name }),
      };
    }),
    "aws:glue/catalogTable:CatalogTable": creator<aws.glue.CatalogTableArgs>(async (table) => {
      const place = {
        CatalogId: text(table.catalogId),
        DatabaseName: text(table.databaseName),
        Name: text(table.name),
      };
      const { serDeInfo, ...storage } = table.storageDescriptor ?? {};
      const { Name, ...database } = place;
      await glue.createTable({
        ...database,
        TableInput: {
          Name,
          Description: table.description,
          TableType: table.tableType,
          Parameters: table.parameters,
          PartitionKeys: pascal(table.partitionKeys),
          ViewOriginalText: table.viewOriginalText,
          ViewExpandedText: table.viewExpandedText,
          // The one name that the provider spells otherwise.
          StorageDescriptor: { ...pascal<object>(storage), SerdeInfo: pascal(serDeInfo) },
        },
      });
      return { id: `${place.DatabaseName}:${place.Name}`, remove: () => glue.deleteTable(place) };
    }),
    "aws:glue/connection:Connection": creator<aws.glue.ConnectionArgs>(async (connection) => {
      const ConnectionName = text(connection.name);
      await glue.createConnection({
        ConnectionInput: {
          Name: ConnectionName,
          Description: connection.description,
          ConnectionType: text<"JDBC">(connection.connectionType),
          ConnectionProperties: connection.connectionProperties,
          PhysicalConnectionRequirements: pascal(connection.physicalConnectionRequirements),
        },
      });
      return { id: ConnectionName, remove: () => glue.deleteConnection({ ConnectionName }) };
    }),
    "aws:glue/securityConfiguration:SecurityConfiguration": creator<aws.glue.SecurityConfigurationArgs>(
      async ({ name, encryptionConfiguration }) => {
        const Name = text(name);
        const { s3Encryption, cloudwatchEncryption, jobBookmarksEncryption } = encryptionConfiguration;
        await glue.createSecurityConfiguration({
          Name,
          EncryptionConfiguration: {
            S3Encryption: [pascal(s3Encryption)],
            CloudWatchEncryption: {
              CloudWatchEncryptionMode: text<"DISABLED">(cloudwatchEncryption.cloudwatchEncryptionMode),
            },
            JobBookmarksEncryption: pascal(jobBookmarksEncryption),
          },
        });
        return { id: Name, remove: () => glue.deleteSecurityConfiguration({ Name }) };
      },
    ),
    "aws:glue/crawler:Crawler": creator<aws.glue.CrawlerArgs>(async (crawler) => {
      const Name = text(crawler.name);
      await glue.createCrawler({
        Name,
        Description: crawler.description,
        Role: crawler.role,
        DatabaseName: crawler.databaseName,
        Configuration: crawler.configuration,
        CrawlerSecurityConfiguration: crawler.securityConfiguration,
        SchemaChangePolicy: pascal(crawler.schemaChangePolicy),
        TablePrefix: crawler.tablePrefix,
        Targets: { S3Targets: pascal(crawler.s3Targets), JdbcTargets: pascal(crawler.jdbcTargets) },
      });
      return { id: Name, remove: () => glue.deleteCrawler({ Name }) };
    }),
    "aws:glue/job:Job": creator<aws.glue.JobArgs>(async (job) => {
      const JobName = text(job.name);
      await glue.createJob({
        Name: JobName,
        Description: job.description,
        Role: job.roleArn,
        Command: pascal(job.command),
        Connections: { Connections: job.connections },
        DefaultArguments: job.defaultArguments,
        ExecutionProperty: pascal(job.executionProperty),
        GlueVersion: job.glueVersion,
        MaxRetries: job.maxRetries,
        NumberOfWorkers: job.numberOfWorkers,
        SecurityConfiguration: job.securityConfiguration,
        Timeout: job.timeout,
        WorkerType: text<"G.1X">(job.workerType),
      });
      return {
        id: JobName,
        outputs: { arn: arnOf("glue", `job/${JobName}`) },
        remove: () => glue.deleteJob({ JobName }),
      };
    }),
    "aws:athena/workgroup:Workgroup": creator<aws.athena.WorkgroupArgs>(async (workgroup) => {
      const WorkGroup = text(workgroup.name);
      await athena.createWorkGroup({
        Name: WorkGroup,
        Description: workgroup.description,
        Configuration: pascal(workgroup.configuration),
      });
      return {
        id: WorkGroup,
        remove: () => athena.deleteWorkGroup({ WorkGroup, RecursiveDeleteOption: workgroup.forceDestroy }),
      };
    }),
    "aws:athena/namedQuery:NamedQuery": creator<aws.athena.NamedQueryArgs>(async (query) => {
      const { NamedQueryId } = await athena.createNamedQuery({
        Name: query.name,
        Description: query.description,
        Database: query.database,
        QueryString: query.query,
        WorkGroup: query.workgroup,
      });
      return { id: text(NamedQueryId), remove: () => athena.deleteNamedQuery({ NamedQueryId }) };
    }),
  };
}
