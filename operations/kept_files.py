from storage.owned_files import STORAGES, nothing, owns

PROBES = "probes"  # where the doctor tries whether files can be kept

for _name in STORAGES:
    owns(_name, PROBES)(nothing)
