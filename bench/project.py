"""Where the project and its release build are."""
import json
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent


def target_folder():
    """Where cargo puts what it builds."""
    metadata = subprocess.run(["cargo", "metadata", "--format-version", "1", "--no-deps"], cwd=ROOT, check=True,
                              stdout=subprocess.PIPE)
    return pathlib.Path(json.loads(metadata.stdout)["target_directory"])


def release_binary():
    """Builds the command if need be, and returns its path."""
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=ROOT, check=True)
    return target_folder() / "release" / "dateline"
