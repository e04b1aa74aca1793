import { PublishCommand, type SNSClient } from "@aws-sdk/client-sns";
import type { TellAlarm } from "./refresh-after-load";

/** Tells those who listen to an SNS topic, in the words given. */
export function alarmTopic(client: SNSClient, topicArn: string): TellAlarm {
  return async (subject, sentence) => {
    await client.send(new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: sentence }));
  };
}
