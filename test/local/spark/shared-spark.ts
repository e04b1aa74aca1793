import { SparkProcess } from "../../../local/spark/spark-process";

/** One Spark session for all test files: to start one takes seconds. Root of the tests' MariaDB has no password. */
export const sharedSpark = new SparkProcess({ CAREPLUS_SPARK_MASTER: "local[2]" });

after(() => sharedSpark.close());
