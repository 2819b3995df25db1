"""Writes koko-train.yaml and koko-train-weekly.yaml: `python deploy/argo/pipeline.py [FOLDER]`.

The workflow only strings together commands that anybody can type: `python -m koko_training …` and
`python -m koko_training.pipeline …`. What they do stands in training/README.md.
"""

import sys
from pathlib import Path

import yaml
from hera.workflows import DAG, Container, CronWorkflow, Parameter, Task, WorkflowTemplate
from hera.workflows import models as m

HERE = Path(__file__).resolve().parent
NAME = "koko-train"
WRITTEN = "# Written by pipeline.py: change that, and run it.\n"

GPU_POOL = "koko.dev/pool"
WORK, MODELS, SECRETS, TMP = "/work", "/models", "/secrets", "/tmp"
USER = 65532

# What is asked for when a workflow is submitted: the value that holds otherwise, and what it is.
PARAMETERS = {
    "image": (
        "koko-training",
        "an image with the training code, what it needs, and the program koko: Containerfile",
    ),
    "archive": ("s3://decisions/koko", "the archive: s3://BUCKET/PREFIX, or a folder on a volume"),
    "archive-endpoint": ("", "another store than AWS's that speaks S3's protocol: its URL"),
    "archive-region": ("eu-central-1", "the region of the bucket"),
    "tenant": ("default", "whose texts are learned from, and for whom the model is promoted"),
    "since": ("", "decisions of people from this day on, as in 2026-11-01; all of them if it is empty"),
    "until": ("", "and before this day"),
    "bundle": (
        f"{MODELS}/koko-en-1",
        "the bundle to start from, whose encoder stays; empty to train all of it, on a GPU",
    ),
    "data": ("", "a folder with public sets to learn from as well, on a volume"),
    "config": ("house.toml", "the configuration; config.toml where all of it is trained"),
    "gates": ("gates.toml", "the bounds of the gate and of the promotion"),
    "device": ("cuda", "what all of it is trained on, if it is"),
    "production": (f"{MODELS}/koko-en-1", "the bundle that answers now; empty before the first one"),
    "publish-to": ("s3://models/koko", "where bundles are kept: s3://BUCKET/PREFIX, or a folder on a volume"),
    "publish-endpoint": ("", "another store than AWS's: its URL"),
    "publish-region": ("eu-central-1", "the region of the bucket"),
    "promote-to": ("shadow", "how far: publish, shadow, canary, default"),
    "service": ("http://koko-instances:8080", "the service; every address of the name is asked"),
    "service-config": (f"{MODELS}/koko.toml", "its configuration file, on the volume that it shares"),
    "models": (f"{MODELS}/bundles", "the folder for bundles that it reads"),
    "key-file": (
        f"{SECRETS}/key",
        "a key of the tenant with the scopes read and admin; empty where there are no keys",
    ),
    "wait-seconds": ("86400", "how long a stage waits for enough texts"),
}


# Of which values one has to be.
ONE_OF = {"promote-to": ["publish", "shadow", "canary", "default"]}


def given(name):
    return f"{{{{workflow.parameters.{name}}}}}"


def options(**values):
    """`--name=value`: an empty value is none."""
    return [f"--{name.replace('_', '-')}={value}" for name, value in values.items()]


CSV = f"{WORK}/fetch/labelled.csv"
OUT = f"{WORK}/bundle-made"
RUN = options(config=given("config"), bundle=given("bundle"), data=given("data"), csv=CSV, work=WORK, out=OUT)
PUBLISHED_TO = options(endpoint=given("publish-endpoint"), region=given("publish-region"))


def retry(policy):
    """Every step may be done again: it takes up what was begun, or finds that nothing is left to do."""
    return m.RetryStrategy(
        limit="3",
        retry_policy=policy,
        backoff=m.Backoff(duration="30s", factor="2", max_duration="15m"),
    )


# Where a machine or a pod is lost, and not where a command fails: it would fail again.
LOST = retry("OnError")
# Where others are asked over the network.
ASKING = retry("Always")


def command(name, args, hours, cpu="2", memory="8Gi", asks=False, writes_models=False, **more):
    """A container that runs a command, as nobody in particular, on a root that it cannot change.

    One that asks a store has the credentials for it, where the pod's own identity is not enough.
    """
    store = m.EnvFromSource(secret_ref=m.SecretEnvSource(name="koko-training-store", optional=True))
    secrets = [m.VolumeMount(name="secrets", mount_path=SECRETS, read_only=True)]
    return Container(
        name=name,
        image=given("image"),
        working_dir="/koko/training",
        command=["python", "-m", *args[0].split()],
        args=args[1:],
        env=[m.EnvVar(name="HOME", value=TMP), m.EnvVar(name="PYTHONDONTWRITEBYTECODE", value="1")],
        env_from=[store] if asks else None,
        volume_mounts=[
            m.VolumeMount(name="work", mount_path=WORK),
            m.VolumeMount(name="models", mount_path=MODELS, read_only=None if writes_models else True),
            m.VolumeMount(name="tmp", mount_path=TMP),
            *(secrets if name == "promote" else []),
        ],
        security_context=m.SecurityContext(
            allow_privilege_escalation=False,
            read_only_root_filesystem=True,
            capabilities=m.Capabilities(drop=["ALL"]),
        ),
        resources=resources(cpu, memory, more.pop("gpus", 0)),
        active_deadline_seconds=str(hours * 3600),
        **more,
    )


def resources(cpu, memory, gpus):
    gpu = {"nvidia.com/gpu": str(gpus)} if gpus else {}
    return m.ResourceRequirements(
        requests={"cpu": cpu, "memory": memory, **gpu},
        limits={"memory": memory, **gpu},
    )


def workflow():
    """The template. Each task needs the one before it: one pod at a time has the volume."""
    template = WorkflowTemplate(
        name=NAME,
        entrypoint="train",
        arguments=[
            Parameter(name=name, value=value, description=what, enum=ONE_OF.get(name))
            for name, (value, what) in PARAMETERS.items()
        ],
        # A run that begins while another one promotes would be held against a model that is going.
        synchronization=m.Synchronization(mutexes=[m.Mutex(name=NAME)]),
        active_deadline_seconds=4 * 24 * 3600,
        service_account_name=NAME,
        automount_service_account_token=False,
        executor=m.ExecutorConfig(service_account_name=NAME),
        security_context=m.PodSecurityContext(
            run_as_non_root=True,
            run_as_user=USER,
            fs_group=USER,
            seccomp_profile=m.SeccompProfile(type="RuntimeDefault"),
        ),
        # A volume rather than artifacts: a step whose machine is taken away goes on from its checkpoint, and
        # people's texts lie in one place, which is removed with the run.
        volume_claim_templates=[
            m.PersistentVolumeClaim(
                api_version="v1",
                kind="PersistentVolumeClaim",
                metadata=m.ObjectMeta(name="work"),
                spec=m.PersistentVolumeClaimSpec(
                    access_modes=["ReadWriteOnce"],
                    resources=m.VolumeResourceRequirements(requests={"storage": "20Gi"}),
                ),
            )
        ],
        volume_claim_gc=m.VolumeClaimGC(strategy="OnWorkflowSuccess"),
        ttl_strategy=m.TTLStrategy(seconds_after_success=7 * 24 * 3600, seconds_after_failure=3 * 24 * 3600),
        pod_gc=m.PodGC(strategy="OnPodSuccess"),
        volumes=[
            m.Volume(
                name="models",
                persistent_volume_claim=m.PersistentVolumeClaimVolumeSource(claim_name="koko-models"),
            ),
            m.Volume(
                name="secrets", secret=m.SecretVolumeSource(secret_name="koko-training-key", optional=True)
            ),
            m.Volume(name="tmp", empty_dir=m.EmptyDirVolumeSource()),
        ],
    )
    with template:
        fetch = command(
            "fetch",
            [
                "koko_training.pipeline fetch",
                *options(
                    archive=given("archive"),
                    archive_endpoint=given("archive-endpoint"),
                    archive_region=given("archive-region"),
                    tenant=given("tenant"),
                    since=given("since"),
                    until=given("until"),
                    out=f"{WORK}/fetch",
                ),
            ],
            hours=2,
            asks=True,
            retry_strategy=ASKING,
        )
        step = command(
            "step",
            ["koko_training", "{{inputs.parameters.name}}", *RUN],
            hours=3,
            inputs=[Parameter(name="name")],
            retry_strategy=LOST,
        )
        on_gpu = command(
            "train-on-gpu",
            ["koko_training", "train", *RUN, *options(device=given("device"))],
            hours=12,
            cpu="4",
            memory="16Gi",
            gpus=1,
            retry_strategy=LOST,
            node_selector={GPU_POOL: "gpu"},
            tolerations=[m.Toleration(key=GPU_POOL, operator="Equal", value="gpu", effect="NoSchedule")],
        )
        measure = command(
            "measure",
            [
                "koko_training.pipeline measure",
                *options(config=given("config"), work=WORK, out=OUT, production=given("production")),
            ],
            hours=1,
            retry_strategy=LOST,
        )
        gate = command(
            "gate",
            ["koko_training.pipeline gate", *options(work=WORK, gates=given("gates"))],
            hours=1,
            memory="1Gi",
            retry_strategy=LOST,
        )
        publish = command(
            "publish",
            [
                "koko_training.pipeline publish",
                *options(work=WORK, out=OUT, to=given("publish-to")),
                *PUBLISHED_TO,
            ],
            hours=1,
            memory="1Gi",
            asks=True,
            writes_models=True,
            retry_strategy=ASKING,
        )
        promote = command(
            "promote",
            [
                "koko_training.pipeline promote",
                "{{inputs.parameters.stage}}",
                *options(work=WORK, models=given("models"), service_config=given("service-config")),
                *options(tenant=given("tenant"), service=given("service"), key_file=given("key-file")),
                *options(gates=given("gates"), wait=given("wait-seconds")),
                *PUBLISHED_TO,
            ],
            hours=26,
            cpu="100m",
            memory="1Gi",
            asks=True,
            writes_models=True,
            inputs=[Parameter(name="stage")],
            retry_strategy=LOST,
        )
        with DAG(name="train"):
            tasks(fetch, step, on_gpu, measure, gate, publish, promote)
    return template


def tasks(fetch, step, on_gpu, measure, gate, publish, promote):
    """The order, and what is left out when."""

    def do(name, **more):
        return Task(name=name, template=step, arguments={"name": name}, **more)

    fetched = Task(name="fetch", template=fetch)
    data = do("data")
    starts = f"'{given('bundle')}'"
    head = Task(name="train-head", template=step, arguments={"name": "train"}, when=f"{starts} != ''")
    whole = Task(name="train-whole", template=on_gpu, when=f"{starts} == ''")
    learned = do("quantize", depends="train-head.Succeeded || train-whole.Succeeded")
    made = [do(name) for name in ("calibrate", "lane", "evaluate", "bundle")]
    judged = [Task(name="measure", template=measure), Task(name="gate", template=gate)]
    published = Task(name="publish", template=publish)
    fetched >> data >> [head, whole]
    before = learned
    for task in (*made, *judged, published):
        before >> task
        before = task
    far = f"'{given('promote-to')}'"
    beyond = {
        "shadow": f"{far} == 'shadow' || {far} == 'canary' || {far} == 'default'",
        "canary": f"{far} == 'canary' || {far} == 'default'",
        "default": f"{far} == 'default'",
    }
    for stage, when in beyond.items():
        task = Task(name=stage, template=promote, arguments={"stage": stage}, when=when)
        before >> task
        before = task


def weekly():
    """The same every week, with what the template says."""
    return CronWorkflow(
        name=f"{NAME}-weekly",
        schedules=["0 3 * * 1"],
        timezone="Etc/UTC",
        concurrency_policy="Forbid",
        starting_deadline_seconds=3600,
        successful_jobs_history_limit=3,
        failed_jobs_history_limit=3,
        workflow_template_ref=m.WorkflowTemplateRef(name=NAME),
    )


def written():
    """The files, by name."""
    return {
        name: WRITTEN + yaml.safe_dump(made, sort_keys=False, width=110, allow_unicode=True)
        for name, made in (
            (f"{NAME}.yaml", named(workflow().to_dict())),
            (f"{NAME}-weekly.yaml", weekly().to_dict()),
        )
    }


def named(document):
    """Argo's schema wants a container to have a name, and `main` is what Argo calls it; hera writes none."""
    for template in document["spec"]["templates"]:
        if "container" in template:
            template["container"]["name"] = "main"
    return document


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    for name, text in written().items():
        (folder / name).write_text(text, encoding="utf-8")
