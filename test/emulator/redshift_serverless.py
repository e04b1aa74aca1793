"""The control plane of Redshift Serverless, as far as the program declares it: namespace, workgroup, usage limit."""

from __future__ import annotations

import uuid
from typing import Any

ACCOUNT = "000000000000"


class ControlPlane:
    """Keeps what was made, by kind and name."""

    def __init__(self, region: str) -> None:
        self.region = region
        self.made: dict[str, dict[str, dict[str, Any]]] = {
            "namespace": {},
            "workgroup": {},
            "usageLimit": {},
            "snapshot": {},
        }

    def operations(self) -> dict[str, Any]:
        return {
            "CreateNamespace": self.create_namespace,
            "CreateWorkgroup": self.create_workgroup,
            "CreateUsageLimit": self.create_usage_limit,
            "CreateSnapshot": lambda request: self.keep("snapshot", request["snapshotName"], request),
            "ListSnapshots": lambda request: {"snapshots": list(self.made["snapshot"].values())},
            "DeleteSnapshot": lambda request: self.delete("snapshot", request["snapshotName"]),
            "ListNamespaces": lambda request: {"namespaces": list(self.made["namespace"].values())},
            "ListWorkgroups": lambda request: {"workgroups": list(self.made["workgroup"].values())},
            "ListUsageLimits": lambda request: {"usageLimits": list(self.made["usageLimit"].values())},
            "DeleteNamespace": lambda request: self.delete("namespace", request["namespaceName"]),
            "DeleteWorkgroup": lambda request: self.delete("workgroup", request["workgroupName"]),
            "DeleteUsageLimit": lambda request: self.delete("usageLimit", request["usageLimitId"]),
        }

    def create_namespace(self, request: dict[str, Any]) -> dict[str, Any]:
        name = request["namespaceName"]
        secret = f"arn:aws:secretsmanager:{self.region}:{ACCOUNT}:secret:redshift!{name}-admin"
        managed = {"adminPasswordSecretArn": secret} if request.get("manageAdminPassword") else {}
        return self.keep("namespace", name, {**request, **managed})

    def create_workgroup(self, request: dict[str, Any]) -> dict[str, Any]:
        if request["namespaceName"] not in self.made["namespace"]:
            raise LookupError(f"ResourceNotFoundException: no namespace {request['namespaceName']}")
        name = request["workgroupName"]
        address = f"{name}.{ACCOUNT}.{self.region}.redshift-serverless.amazonaws.com"
        return self.keep("workgroup", name, {**request, "endpoint": {"address": address, "port": request["port"]}})

    def create_usage_limit(self, request: dict[str, Any]) -> dict[str, Any]:
        limit_id = str(uuid.uuid4())
        return self.keep("usageLimit", limit_id, {**request, "usageLimitId": limit_id})

    def keep(self, kind: str, name: str, values: dict[str, Any]) -> dict[str, Any]:
        if name in self.made[kind]:
            raise LookupError(f"ConflictException: {kind} {name} exists")
        arn = f"arn:aws:redshift-serverless:{self.region}:{ACCOUNT}:{kind.lower()}/{uuid.uuid4()}"
        self.made[kind][name] = {**values, f"{kind}Arn": arn, "status": "AVAILABLE"}
        return {kind: self.made[kind][name]}

    def delete(self, kind: str, name: str) -> dict[str, Any]:
        if name not in self.made[kind]:
            raise LookupError(f"ResourceNotFoundException: no {kind} {name}")
        return {kind: self.made[kind].pop(name)}
