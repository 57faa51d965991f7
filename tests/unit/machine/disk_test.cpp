#include "core/machine/disk.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <unistd.h>

#include "core/machine/machine.h"

using namespace tickscope;
namespace fs = std::filesystem;

namespace {
struct HostFiles { // a folder of the host with a neighbour that must stay out of reach
  fs::path base;
  HostFiles() {
    char name[] = "/tmp/tickscope-disk-XXXXXX";
    base = ::mkdtemp(name);
    fs::create_directories(base / "root/sub");
    std::ofstream(base / "secret.txt") << "secret";
    std::ofstream(base / "root/a.txt") << "hello";
    std::ofstream(base / "root/sub/b.txt") << "inner";
    fs::create_symlink("../secret.txt", base / "root/up");
    fs::create_symlink((base / "secret.txt").string(), base / "root/absolute");
    fs::create_symlink((base / "root/a.txt").string(), base / "root/into");
    fs::create_symlink("sub", base / "root/folder");
    fs::create_symlink("loop", base / "root/loop");
  }
  ~HostFiles() { fs::remove_all(base); }
};

struct World {
  HostFiles host;
  VirtualClock clock;
  Machine machine;
  Disk& disk;
  World() : machine([&] { MachineSettings s; s.root = (host.base / "root").string(); return s; }()), disk(machine.disk()) {
    machine.setClock(&clock);
  }
};
} // namespace

TEST_CASE("disk: seeded from the host folder, written only in the simulation") {
  World w;
  CHECK(w.disk.readFile("/app/a.txt").value == "hello");
  CHECK(w.disk.stat("/app/a.txt").value.size == 5);
  CHECK(w.disk.writeFile("/app/a.txt", "changed") == Errno::None);
  CHECK(w.disk.writeFile("/app/new.txt", "new") == Errno::None);
  CHECK(w.disk.readFile("/app/a.txt").value == "changed");
  std::ifstream host(w.host.base / "root/a.txt");
  std::string text;
  host >> text;
  CHECK(text == "hello");
  CHECK_FALSE(fs::exists(w.host.base / "root/new.txt"));
}

TEST_CASE("disk: nothing leads out of the folder") {
  World w;
  const std::string secret = (w.host.base / "secret.txt").string();
  for (const std::string& path : {std::string("/app/up"), std::string("/app/absolute"), std::string("/app/../secret.txt"),
                                  std::string("/app/../../../etc/passwd"), std::string("/etc/passwd"), secret,
                                  "/app/" + secret, std::string("/app/sub/../../secret.txt")}) {
    CAPTURE(path);
    CHECK(w.disk.readFile(path).error == Errno::kENOENT);
  }
}

TEST_CASE("disk: links inside the folder are followed, cycles are found") {
  World w;
  CHECK(w.disk.readFile("/app/into").value == "hello");
  CHECK(w.disk.readFile("/app/folder/b.txt").value == "inner");
  CHECK(w.disk.realPath("/app/folder/b.txt").value == "/app/sub/b.txt");
  CHECK(w.disk.readFile("/app/loop").error == Errno::kELOOP);
  CHECK(w.disk.stat("/app/folder", false).value.kind == FileKind::Link);
}

TEST_CASE("disk: errors as Linux gives them") {
  World w;
  CHECK(w.disk.readFile("/app").error == Errno::kEISDIR);
  CHECK(w.disk.readFile("/app/a.txt/x").error == Errno::kENOTDIR);
  CHECK(w.disk.readFile("/app/none/x").error == Errno::kENOENT);
  CHECK(w.disk.makeDirectory("/app/sub", 0777) == Errno::kEEXIST);
  CHECK(w.disk.removeDirectory("/app/sub") == Errno::kENOTEMPTY);
  CHECK(w.disk.unlink("/app/sub") == Errno::kEISDIR);
  CHECK(w.disk.rename("/app/sub", "/app/sub/deeper") == Errno::kEINVAL);
  CHECK(w.disk.open("/app/a.txt", open_flags::kCreate | open_flags::kExclusive | open_flags::kWriteOnly, 0666).error ==
        Errno::kEEXIST);
  CHECK(w.disk.stat(std::string(5000, 'x')).error == Errno::kENAMETOOLONG);
  CHECK(w.disk.stat("/app/" + std::string(300, 'x')).error == Errno::kENAMETOOLONG);
}

TEST_CASE("disk: descriptors read, write, append and seek") {
  World w;
  using namespace open_flags;
  const int fd = w.disk.open("/tmp/f", kReadWrite | kCreate, 0666).value;
  CHECK(fd == 3);
  CHECK(w.disk.write(fd, "abcdef", -1).value == 6);
  CHECK(w.disk.read(fd, 3, 0).value == "abc");
  CHECK(w.disk.read(fd, 3, -1).value == "");
  const int appending = w.disk.open("/tmp/f", kWriteOnly | kAppend, 0666).value;
  CHECK(appending == 4);
  w.disk.write(appending, "!", 0);
  CHECK(w.disk.readFile("/tmp/f").value == "abcdef!");
  CHECK(w.disk.close(fd) == Errno::None);
  CHECK(w.disk.close(fd) == Errno::kEBADF);
  CHECK(w.disk.open("/tmp/f", kReadOnly, 0).value == 3);
}

TEST_CASE("disk: paths are joined lexically") {
  CHECK(joinPath("/app", "./a/../b") == "/app/b");
  CHECK(joinPath("/app", "/x//y/") == "/x/y");
  CHECK(joinPath("/app", "../../..") == "/");
}
