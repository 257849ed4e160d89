/**
 * The pinned official release of Ory Kratos, with the checksums from Ory's own package formulas.
 * Change the version and all checksums together. kratos/go.mod pins the version to build if the
 * release can't be downloaded.
 */
export const kratosRelease = {
  version: "v26.2.0",
  archives: {
    "darwin-x64": {
      file: "kratos_26.2.0-macOS_sqlite_64bit.tar.gz",
      sha256: "0ac76d0ad85fe452e711a2aafe56b49b0f5d1a57200f4464dcb48e7267c94062",
    },
    "darwin-arm64": {
      file: "kratos_26.2.0-macOS_sqlite_arm64.tar.gz",
      sha256: "e198d84bde6e4b7c68714cdad00c8800edd88c2311adde8b08ea5469cea263ec",
    },
    "linux-x64": {
      file: "kratos_26.2.0-linux_sqlite_64bit.tar.gz",
      sha256: "c80113f2c861b2fbd80290697d1380000111e297716018617423cca7f2e7e668",
    },
    "linux-arm64": {
      file: "kratos_26.2.0-linux_sqlite_arm64.tar.gz",
      sha256: "fd2cedebc4034ad1aef726f64665052c809fb05f86968e9c8a36372d7578e865",
    },
    "win32-x64": {
      file: "kratos_26.2.0-windows_sqlite_64bit.zip",
      sha256: "44f24d6294578b346620edae0f263accd76510293ef374f3b8deb102b363f97d",
    },
  },
} as const;

export interface Archive {
  version: string;
  url: string;
  sha256: string;
}

/** Returns the archive for a system such as ("linux", "x64"), or undefined if there is none. */
export function releaseArchive(platform: string, arch: string): Archive | undefined {
  const { version, archives } = kratosRelease;
  const archive = Object.entries(archives).find(
    ([system]) => system === `${platform}-${arch}`,
  )?.[1];
  if (archive === undefined) return undefined;
  return {
    version,
    url: `https://github.com/ory/kratos/releases/download/${version}/${archive.file}`,
    sha256: archive.sha256,
  };
}
