"""The program's version, kept here so that asking for it reads nothing else."""

VERSION = "0.1.0"
