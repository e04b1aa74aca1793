"""What the two ticket jobs are made of. Plain PySpark: no DynamicFrame, no UDF, no AWS client."""
