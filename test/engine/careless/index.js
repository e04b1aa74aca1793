// A program that the policy pack must not let through.
const aws = require("@pulumi/aws");

new aws.sqs.Queue("open", { name: "open" });
